//! What is said to people, in their language.
//!
//! In: a [`Message`], which is the key of a sentence with its particulars. Out: the sentence in Vietnamese or English. The
//! sentences are data (`vi.ftl`, `en.ftl`), in the notation of Project Fluent; no other file of the program holds any. What
//! machines read (codes, JSON, CSV, dumps) is English and no matter of language.

mod catalogue;
mod day;
mod message;

pub use day::{day, month_figure};
pub use message::{Message, Value};

/// A language that people are spoken to in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English: what machines read, and what people do of whom nothing is known.
    #[default]
    En,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// Its code after ISO 639-1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a locale, as POSIX (`vi_VN.UTF-8`) or BCP 47 (`vi-VN`) writes it; English where there is no catalogue.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        let code = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(code)).unwrap_or_default()
    }

    /// The sentence with a key that is not known before the program runs, and without particulars; `None` where there is none.
    #[must_use]
    pub fn sentence(self, key: &str) -> Option<String> {
        catalogue::find(self, key, &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_locales() {
        for locale in ["vi", "vi_VN", "vi-VN", "vi_VN.UTF-8", "vi_VN.TCVN", "VI-vn", "vi@latin"] {
            assert_eq!(Language::from_locale(locale), Language::Vi, "{locale}");
        }
        for locale in ["", "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "fr-FR", "vie", "v", "zh-Hant-VN"] {
            assert_eq!(Language::from_locale(locale), Language::En, "{locale}");
        }
    }
}
