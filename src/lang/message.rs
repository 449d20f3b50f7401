//! A sentence that is not said yet: its key, and the particulars.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{Language, catalogue};

/// A sentence of the catalogue with its particulars, to be said in any language. As text and in JSON it is English.
///
/// A key that the catalogue lacks is said as it is, and so is a particular that is missing; `tests/lang.rs` reads the
/// sources and finds both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    key: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

/// A particular of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Words of the paper, a name, the words of another program: the same in every language.
    Text(String),
    /// A number: printed in plain figures, and what the sentence bends by.
    Number(u64),
    /// Sentences in the sentence, parted by `; `.
    Said(Vec<Message>),
}

impl Message {
    /// The sentence with a key.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), values: Vec::new() }
    }

    /// With a particular.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// A sentence whose key and particulars were read from somewhere, and may be none that the catalogue has.
    #[must_use]
    pub fn of(key: String, values: impl IntoIterator<Item = (String, Value)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (Cow::Owned(name), value));
        Self { key: Cow::Owned(key), values: values.collect() }
    }

    /// Its key in the catalogue.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Its particulars, each with its name.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (&**name, value))
    }

    /// The sentence in a language.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        catalogue::say(language, &self.key, &self.values)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::En))
    }
}

impl std::error::Error for Message {}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<Message> for Value {
    fn from(said: Message) -> Self {
        Self::Said(vec![said])
    }
}

impl From<Vec<Message>> for Value {
    fn from(said: Vec<Message>) -> Self {
        Self::Said(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn said_in_both_languages() {
        let rows = |n: usize| Message::new("rows-need-a-look").with("rows", n).with("codes", "cell-guessed 2");
        assert_eq!(rows(1).to_string(), "1 row needs a look (cell-guessed 2)");
        assert_eq!(rows(1200).to_string(), "1200 rows need a look (cell-guessed 2)");
        assert_eq!(rows(2).say(Language::Vi), "2 dòng cần xem lại (cell-guessed 2)");
        assert_eq!(serde_json::to_string(&rows(1)).unwrap(), "\"1 row needs a look (cell-guessed 2)\"");
    }

    /// Words of strangers stand in a sentence as they are: no mark around them, nothing in them obeyed.
    #[test]
    fn particulars_stand_as_they_are() {
        let said = Message::new("cannot-write").with("why", "{ $why } \"ổ đĩa\"\u{301}");
        assert_eq!(said.to_string(), "cannot write: { $why } \"ổ đĩa\"\u{301}");
        let inner = Message::new("several-documents");
        let outer = Message::new("cannot-write").with("why", vec![inner.clone(), inner]);
        assert_eq!(outer.to_string().matches("several documents make no single JSON").count(), 2);
    }
}
