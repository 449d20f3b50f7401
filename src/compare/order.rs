//! Which rows passed others: all but a longest run that keeps its order.
//!
//! A row that is moved is told once, and not each row that it passed. Of several longest runs the one of the greatest sum of
//! ties is taken, which does not depend on which paper is the old one.

/// The pairs (old place, new place) that are not on the longest run in one order; `tie` is a number of each pair.
/// In n log n: `best` is a tree of the best run that ends at or before each rank.
pub(super) fn moved(pairs: &[(usize, usize)], tie: impl Fn(usize, usize) -> u64) -> Vec<(usize, usize)> {
    let mut by_old: Vec<(usize, usize)> = pairs.to_vec();
    by_old.sort_unstable();
    let mut places: Vec<usize> = pairs.iter().map(|p| p.1).collect();
    places.sort_unstable();
    // Length, sum of ties, index behind which it stands (0: none).
    let mut best = vec![(0_usize, 0_u128, 0_usize); places.len() + 1];
    let mut before = vec![0; by_old.len() + 1];
    for (n, (i, j)) in by_old.iter().enumerate() {
        let rank = places.partition_point(|p| p < j);
        let mut at = rank;
        let mut top = (0, 0, 0);
        while at > 0 {
            top = top.max(best[at]);
            at &= at - 1;
        }
        before[n + 1] = top.2;
        let own = (top.0 + 1, top.1 + u128::from(tie(*i, *j)), n + 1);
        let mut at = rank + 1;
        while at < best.len() {
            best[at] = best[at].max(own);
            at += at & at.wrapping_neg();
        }
    }
    let mut at = best.iter().max().map_or(0, |b| b.2);
    let mut stays = vec![false; by_old.len()];
    while at > 0 {
        stays[at - 1] = true;
        at = before[at];
    }
    by_old.into_iter().zip(stays).filter(|(_, stays)| !stays).map(|(pair, _)| pair).collect()
}

/// A number of two texts, the same whichever comes first (FNV-1a, half of its bits: sums must not overflow).
pub(super) fn tie(a: &str, b: &str) -> u64 {
    let hash = |text: &str| {
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    };
    (hash(a) >> 1) + (hash(b) >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved_of(new_places: &[usize]) -> Vec<usize> {
        let pairs: Vec<(usize, usize)> = new_places.iter().copied().enumerate().collect();
        moved(&pairs, |i, _| i as u64).into_iter().map(|p| p.0).collect()
    }

    #[test]
    fn only_what_passed_others_is_told() {
        assert_eq!(moved_of(&[0, 1, 2, 3]), Vec::<usize>::new());
        assert_eq!(moved_of(&[4, 0, 1, 2, 3]), [0]);
        assert_eq!(moved_of(&[1, 2, 3, 4, 0]), [4]);
        assert_eq!(moved_of(&[0, 3, 1, 2, 4]), [1]);
        assert_eq!(moved_of(&[0, 10, 20]), Vec::<usize>::new());
        assert_eq!(moved_of(&[]), Vec::<usize>::new());
    }

    #[test]
    fn of_two_that_change_places_the_same_one_moves_seen_from_both_sides() {
        let pairs = [(0, 1), (1, 0)];
        let mirror = [(1, 0), (0, 1)];
        let tie_of = |i: usize| [5, 7][i];
        let seen = moved(&pairs, |i, _| tie_of(i));
        assert_eq!(seen, [(0, 1)]);
        assert_eq!(moved(&mirror, |_, j| tie_of(j)), [(1, 0)]);
    }
}
