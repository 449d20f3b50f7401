//! Whether a name ends before a word.

use super::item::{Item, Mode, Share};
use super::scan::Scan;
use super::share::large;
use super::words::Gap;
use crate::lexicon::{BodyWord, resolve};

/// Heads of bodies that are a part of another one named behind them, and how that one begins.
const WHOLES: [(&str, &str, &[&str]); 3] = [
    ("trường|khoa|viện|phân hiệu|trung tâm", "", &["đại học"]),
    ("phòng|đội", "cảnh sát|an ninh|pc|pa", &["công an tỉnh", "công an thành phố", "công an tp"]),
    ("cục", "cảnh sát|an ninh", &["bộ công an"]),
];

/// Heads of bodies that no other known body is a part of: behind one, they begin a name.
const NO_WHOLES: [&str; 7] = ["ban quản lý", "hội", "hiệp hội", "trung tâm", "phòng", "trạm", "chi cục"];

/// Heads of bodies that are a part of the one which a dash parts from them.
const PARTS: [&str; 9] = ["trung tâm", "phòng", "chi cục", "ban quản lý", "trường", "khoa", "đội", "trạm", "bệnh viện"];

/// As [`NO_WHOLES`], but only behind a name that its level closes: `Công an tỉnh`.
const NO_WHOLES_OF_A_LEVEL: [&str; 4] = ["văn phòng", "đoàn thanh niên", "bộ chỉ huy", "ban chỉ huy"];

/// Unions of one rank: none is a part of another one named behind it.
const PEERS: [&str; 4] = ["hội ", "mttq", "mặt trận", "liên đoàn lao động"];

/// Words of a name that is more than a place's: `Hội Nghề cá`, not `Hội An`.
const MORE_THAN_A_PLACE: usize = 3;

impl Scan<'_, '_> {
    /// Whether something else begins at this word.
    pub(super) fn parts(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        if at >= cell.len() {
            return true;
        }
        if at <= item.from {
            return false;
        }
        if item.mode == Mode::Person && self.is_apposition(at) {
            return true;
        }
        match cell.gap(at) {
            Gap::Space => self.parts_without_sign(item, at),
            Gap::Dash => self.parts_at_dash(item, at),
            Gap::Slash | Gap::And | Gap::Comma => self.shares(item, at) || self.parts_at_comma(item, at),
            Gap::Colon => true,
            Gap::Dot => self.begins(at) || cell.capital(at),
            Gap::Semicolon => true,
            Gap::Line => {
                !cell.small(at) || cell.plural(at).is_some() || cell.proper_head(at).is_some() || self.begins_class(at)
            }
        }
    }

    /// How many words here join a second body to one that is whole: `Sở Y tế cùng với Sở Nội vụ`.
    pub(super) fn joins(&self, item: &Item, at: usize) -> Option<usize> {
        let cell = self.cell;
        let words = ["cùng với", "cùng", "với"].into_iter().find_map(|t| {
            let n = t.split(' ').count();
            (cell.slice(at, at + n).to_lowercase() == t).then_some(n)
        })?;
        let to = at + words;
        let large = cell.capital(to) && cell.proper_head(to).is_some();
        let begins = to < cell.len() && cell.gap(to) == Gap::Space && (large || cell.plural(to).is_some());
        (cell.gap(at) == Gap::Space && begins && item.complete(cell, at)).then_some(words)
    }

    /// What the names behind a colon share with a head or a unit before it: `Sở: Y tế, Tài chính`, `UBND xã: A, B`.
    pub(super) fn opens_list(&self, item: &Item, at: usize) -> Option<Share> {
        let cell = self.cell;
        let plain = item.mode == Mode::Head && item.prefix.is_empty() && item.to == at;
        if !plain || at >= cell.len() || cell.gap(at) != Gap::Colon {
            return None;
        }
        let share = if at == item.head_end && !item.alone {
            Share::Field { head: large(cell.slice(item.from, at)), listed: true }
        } else {
            let unit = (item.from + 1..at).find(|i| cell.phrase(*i, BodyWord::Unit) == Some(at - i))?;
            let (before, unit) = (cell.slice(item.from, unit).to_owned(), cell.slice(unit, at).to_owned());
            Share::Place { before, unit, listed: true }
        };
        let level = matches!(&share, Share::Place { unit, .. } if unit.starts_with("cấp"));
        (!level && cell.shared_piece(at, &share).is_some()).then_some(share)
    }

    /// Whether a name before a colon only says what the one behind it is: `Cơ quan thường trực: Sở Nội vụ`.
    pub(super) fn is_label(&self, item: &Item, at: usize) -> bool {
        const LABELS: [&str; 4] = ["cơ quan ", "đơn vị ", "bộ phận ", "đầu mối"];
        let own = self.cell.slice(item.from, at).to_lowercase();
        let label = item.mode == Mode::Head && LABELS.iter().any(|l| own.starts_with(l));
        label && self.begins(at) && !item.complete(self.cell, at)
    }

    fn begins_class(&self, at: usize) -> bool {
        self.cell.is(at, BodyWord::Own) || self.cell.is(at, BodyWord::Office)
    }

    /// Whether a name begins at a word, by what stands there.
    pub(super) fn begins(&self, at: usize) -> bool {
        let cell = self.cell;
        cell.proper_head(at).is_some()
            || cell.plural(at).is_some()
            || cell.titles(at).is_some()
            || self.begins_class(at)
    }

    /// Whether the piece at a word takes over the head of this name, or of the list it stands in.
    fn shares(&self, item: &Item, at: usize) -> bool {
        let listed = self.share.as_ref().filter(|_| !item.prefix.is_empty());
        listed.is_some_and(|s| self.cell.shared_piece(at, s).is_some())
            || Item { to: at, ..item.clone() }
                .share(self.cell)
                .is_some_and(|s| self.cell.shared_piece(at, &s).is_some())
    }

    /// No sign at all: only behind what is surely whole, and before what surely begins.
    fn parts_without_sign(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        let Some(head) = cell.proper_head(at).filter(|_| cell.capital(at)) else { return false };
        if cell.ends(at + head.len) && !head.alone {
            return false;
        }
        let rank = head.top || head.alone;
        match item.mode {
            Mode::Class => {
                let first = item.from + cell.phrase(item.from, BodyWord::Plural).unwrap_or(0);
                let classes = (first + 1..at).filter(|i| cell.gap(*i) > Gap::Dash).count();
                let ranks = head.top && classes > 0 && cell.after_class(at) && self.only_ranks(first, at);
                let begins = [&NO_WHOLES[..], &NO_WHOLES_OF_A_LEVEL].iter().any(|l| self.is_one_of(l, at, head.len));
                ranks || (begins && self.stands_beside_rooms(first, at))
            }
            Mode::Head if cell.after_unit(at) => {
                let long = head.len > 1 && self.is_one_of(&NO_WHOLES, at, head.len);
                let level = self.is_one_of(&NO_WHOLES_OF_A_LEVEL, at, head.len);
                let begins = rank || level || self.begins_without_whole(item, at, head.len);
                long || self.is_school(at) || (begins && item.complete(cell, at))
            }
            // The young, the unions and the Party have bodies in every other one: what follows may be whose they are.
            Mode::Head if item.alone => {
                (self.is_head_again(item, at) || self.is_peer(item, at)) && item.complete(cell, at)
            }
            Mode::Head => {
                // What is of the first rank is a part of nothing.
                let next = rank || cell.known(at, "").is_some_and(|to| to > at + head.len);
                (self.begins_without_whole(item, at, head.len) || (item.top && next)) && item.complete(cell, at)
            }
            _ => false,
        }
    }

    /// Whether the head at a word is one of a list.
    fn is_one_of(&self, heads: &[&str], at: usize, len: usize) -> bool {
        heads.contains(&self.cell.slice(at, at + len).to_lowercase().as_str())
    }

    /// Whether a body begins that is a part of no other one, and no place of that name: `Hội Nông dân`, not `Hội An`.
    fn begins_without_whole(&self, item: &Item, at: usize, len: usize) -> bool {
        let cell = self.cell;
        let known = cell.known(at, "").is_some_and(|to| to > at + len);
        (self.is_one_of(&NO_WHOLES, at, len) || self.is_head_again(item, at))
            && (len > 1 || known || (!cell.after_unit(at) && cell.stop(at) - at >= MORE_THAN_A_PLACE))
    }

    /// `Trường THCS Lê Lợi`, not `xã Trường Sơn`.
    fn is_school(&self, at: usize) -> bool {
        let cell = self.cell;
        cell.slice(at, at + 1).to_lowercase() == "trường"
            && at + 1 < cell.len()
            && (cell.is(at + 1, BodyWord::School) || cell.is(at + 1, BodyWord::Class))
    }

    /// Whether the name began with the same head: `Hội Nông dân Hội Phụ nữ`.
    fn is_head_again(&self, item: &Item, at: usize) -> bool {
        item.prefix.is_empty() && self.cell.words[item.from].key == self.cell.words[at].key
    }

    /// `Hội Cựu chiến binh Đoàn TNCS Hồ Chí Minh`
    fn is_peer(&self, item: &Item, at: usize) -> bool {
        let (own, next) =
            (self.cell.slice(item.from, at).to_lowercase(), self.cell.slice(at, self.cell.len()).to_lowercase());
        let peer = |text: &str| PEERS.iter().any(|p| text.starts_with(p));
        peer(&own) && (peer(&next) || next.starts_with("đoàn t"))
    }

    /// The rooms of a commune's committee have no body under them, and stand beside the other bodies of the commune.
    fn stands_beside_rooms(&self, first: usize, at: usize) -> bool {
        let cell = self.cell;
        let rooms = cell.slice(first, first + 1).to_lowercase() == "phòng" && cell.after_class(at);
        let body = cell.known(at, "").map(|to| format!("{} xã", cell.slice(at, to)));
        rooms && body.is_some_and(|b| resolve(&b, None, None).is_some())
    }

    /// `sở, ban, ngành` and nothing else: such bodies have no parts that could be named behind them.
    fn only_ranks(&self, from: usize, to: usize) -> bool {
        let cell = self.cell;
        (from..to).all(|i| {
            ["sở", "bộ", "ban", "ngành", "đoàn", "thể", "địa", "phương"]
                .contains(&cell.slice(i, i + 1).to_lowercase().as_str())
        })
    }

    fn parts_at_dash(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        let Some(head) = cell.proper_head(at).filter(|_| item.mode == Mode::Head) else { return false };
        let stop = cell.stop(at);
        let end = (at + 1..stop).find(|i| cell.gap(*i) == Gap::Dash).unwrap_or(stop);
        // `Công an tỉnh - Sở Y tế`; `Trung tâm Y tế tỉnh - Sở Y tế` is a part of the other one.
        let own = cell.slice(item.from, at).to_lowercase();
        let level = cell.after_unit(at) && !PARTS.iter().any(|p| own.starts_with(p));
        let known = || head.alone && head.len > 2 || cell.known(at, "").is_some_and(|to| to > at + head.len);
        let whole = || {
            (item.top || level || self.is_head_again(item, at))
                && (resolve(cell.slice(at, end), None, None).is_some() || level && known())
        };
        ((item.top && head.top) || whole()) && item.complete(cell, at)
    }

    fn parts_at_comma(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        if item.mode == Mode::Person || cell.person(at).is_some() || cell.is(at, BodyWord::Same) {
            return true;
        }
        if cell.hamlet(at).is_some() {
            return true;
        }
        // `Giám đốc, Thủ trưởng các sở`: an office without a body waits for one.
        let waits = item.mode == Mode::Office && self.waits(item, at);
        if let Some(n) = cell.phrase(at, BodyWord::Plural) {
            return !cell.is(at + n.min(cell.len() - 1 - at), BodyWord::Thing) && !waits;
        }
        if self.is_whole_of(item, at) {
            return false;
        }
        if cell.is(at, BodyWord::Office) {
            return !waits;
        }
        // `Các bệnh viện, trung tâm y tế`
        let listed = item.mode == Mode::Class || cell.after_class(at);
        let class = listed && cell.small(at) && cell.is_class(at) && !cell.is(at, BodyWord::Own);
        if let Some(head) = cell.proper_head(at).filter(|_| !class) {
            let class = cell.ends(at + head.len) && !head.alone;
            return !(waits || class && item.mode == Mode::Class);
        }
        if cell.is(at, BodyWord::Own) {
            return true;
        }
        if cell.is_class(at) || cell.head(at).is_some() {
            return self.class_parts(item, at);
        }
        !cell.small(at) && self.large_parts(item, at)
    }

    /// Whether the offices before this word belong to a body named behind it, or are people named as a class.
    fn waits(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        // `Trưởng Công an` says whose office it is.
        let owned = |n: usize| (at - n..at).any(|i| cell.head(i).is_some_and(|h| h.alone));
        if !(1..=4.min(at)).any(|n| cell.phrase(at - n, BodyWord::Office) == Some(n) && !owned(n)) {
            return false;
        }
        let first = item.from + cell.phrase(item.from, BodyWord::Plural).unwrap_or(0);
        let mut to = at;
        while to < cell.len() {
            let from = to + cell.phrase(to, BodyWord::Plural).unwrap_or(0);
            let Some(n) = (from < cell.len()).then(|| cell.phrase(from, BodyWord::Office)).flatten() else { break };
            to = from + n;
            if to < cell.len() && cell.gap(to) == Gap::Space {
                return true;
            }
        }
        // `Giáo viên, nhân viên` are a class, `Giáo viên chủ nhiệm` is an office.
        cell.phrase(first, BodyWord::Folk).is_some_and(|n| cell.phrase(first, BodyWord::Office).is_none_or(|m| m <= n))
    }

    /// A class or unit behind a comma.
    fn class_parts(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        if let Some(n) = cell.phrase(at, BodyWord::Unit) {
            let named = cell.capital(at + n) && cell.gap(at + n) == Gap::Space;
            let goes_on = !named && (cell.after_unit(at) || item.mode == Mode::Class || item.many);
            return !goes_on && (named || item.complete(cell, at));
        }
        match item.mode {
            Mode::Class | Mode::Office => false,
            Mode::Head => {
                let closed = (at..cell.stop(at)).any(|i| cell.is(i, BodyWord::Tail));
                let unit = cell.after_unit(at);
                // `Ban Giám hiệu, tổ chuyên môn`: the head is all there is of the name.
                if at == item.head_end && item.alone {
                    return true;
                }
                (unit || !cell.after_class(at))
                    && (closed || item.complete(cell, at) || unit || cell.gap(at) == Gap::Slash)
            }
            _ => true,
        }
    }

    /// A large letter that no known word begins with.
    fn large_parts(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        match item.mode {
            Mode::Other => true,
            Mode::Class => !cell.capital(at - 1),
            Mode::Head => (item.alone && at == item.head_end) || ((item.top || item.alone) && item.complete(cell, at)),
            _ => item.complete(cell, at),
        }
    }

    /// `Trường Đại học Sư phạm, Đại học Huế`: the second body is the one the first is a part of.
    fn is_whole_of(&self, item: &Item, at: usize) -> bool {
        let cell = self.cell;
        let to = cell.stop(at);
        let (own, next) = (cell.slice(item.from, at).to_lowercase(), cell.slice(at, to).to_lowercase());
        let begins = |text: &str, list: &str| list.split('|').any(|w| text.starts_with(w));
        cell.gap(at) == Gap::Comma
            && WHOLES.iter().any(|(part, within, whole)| {
                let rest = own.split_once(' ').map_or("", |(_, rest)| rest);
                begins(&own, part) && begins(rest, within) && whole.iter().any(|w| next.starts_with(w))
            })
    }
}
