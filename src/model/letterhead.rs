//! The head and foot of the paper itself, part by part, as printed.

use super::TextLine;

/// Lines of the parts that Nghị định 30/2020/NĐ-CP sets around a paper's content. They are copies: the lines themselves stay
/// where they are, so the audit does not count them again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letterhead {
    /// The body above the issuer.
    pub parent: Vec<TextLine>,
    /// Who issues it.
    pub issuer: Vec<TextLine>,
    /// `Số: 37/KH-UBND`
    pub number: Vec<TextLine>,
    /// `Hà Nội, ngày 14 tháng 7 năm 2026`
    pub date: Vec<TextLine>,
    /// `KẾ HOẠCH`
    pub kind: Vec<TextLine>,
    /// What it is about.
    pub subject: Vec<TextLine>,
    /// Name under the signature.
    pub signer: Vec<TextLine>,
    /// What an electronic signature leaves on the page: `Số: 5/KH-UBND; Thời gian ký: …`.
    pub stamp: Vec<TextLine>,
    /// The "kèm theo" line, where no task table has it.
    pub attached_to: Vec<TextLine>,
}

impl Letterhead {
    /// The parts with their names, in printed order.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &[TextLine]); 9] {
        [
            ("parent", &self.parent),
            ("issuer", &self.issuer),
            ("number", &self.number),
            ("date", &self.date),
            ("kind", &self.kind),
            ("subject", &self.subject),
            ("signer", &self.signer),
            ("stamp", &self.stamp),
            ("attached to", &self.attached_to),
        ]
    }
}
