//! The words of two texts, side by side. After Myers, *An O(ND) difference algorithm and its variations* (crate `similar`).

use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::diff::{Piece, Word};

/// Runs of words that stand on both sides or on one, in order.
pub(super) fn words(old: &str, new: &str) -> Vec<Word> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let mut out: Vec<Word> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        for change in op.iter_changes(&old, &new) {
            let piece = match change.tag() {
                ChangeTag::Equal => Piece::Same,
                ChangeTag::Delete => Piece::Dropped,
                ChangeTag::Insert => Piece::Added,
            };
            match out.last_mut().filter(|w| w.piece == piece) {
                Some(run) => run.text = format!("{} {}", run.text, change.value()),
                None => out.push(Word { piece, text: change.value().to_owned() }),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_words() {
        let seen = words("Xây dựng kế hoạch\nsố hóa", "Xây dựng đề án số hóa hồ sơ");
        let seen: Vec<(Piece, &str)> = seen.iter().map(|w| (w.piece, w.text.as_str())).collect();
        let wanted = [
            (Piece::Same, "Xây dựng"),
            (Piece::Dropped, "kế hoạch"),
            (Piece::Added, "đề án"),
            (Piece::Same, "số hóa"),
            (Piece::Added, "hồ sơ"),
        ];
        assert_eq!(seen, wanted);
    }
}
