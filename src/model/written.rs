//! A diagnostic as it is written: its sentences in English, and beside them taken apart, so that whoever reads a package back
//! can say them in another language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Code, Diagnostic, Message, Region, Role, Severity};
use crate::lang::Value;

/// One thing to know, at the innermost place it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "Diagnostic")]
pub(super) struct Written {
    /// What was met.
    code: Code,
    /// How bad it is.
    severity: Severity,
    /// In a sentence, with the particulars.
    message: String,
    /// What a person can do.
    hint: Option<String>,
    /// Message and hint taken apart, to say them in another language.
    #[serde(default)]
    sentences: Sentences,
    /// The field it is about, where it is about one.
    field: Option<Role>,
    /// Where on the paper.
    regions: Vec<Region>,
}

impl From<Diagnostic> for Written {
    fn from(d: Diagnostic) -> Self {
        let sentences = Sentences { message: Some((&d.message).into()), hint: d.hint.as_ref().map(Sentence::from) };
        let (message, hint) = (d.message.to_string(), d.hint.map(|h| h.to_string()));
        Self { code: d.code, severity: d.severity, message, hint, sentences, field: d.field, regions: d.regions }
    }
}

impl From<Written> for Diagnostic {
    fn from(w: Written) -> Self {
        let message = Sentence::read(w.sentences.message.as_ref(), w.message);
        let hint = w.hint.map(|text| Sentence::read(w.sentences.hint.as_ref(), text));
        Self { code: w.code, severity: w.severity, message, hint, field: w.field, regions: w.regions }
    }
}

/// The sentences of a diagnostic; none in a package of before they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Sentences {
    /// Of its `message`.
    pub message: Option<Sentence>,
    /// Of its `hint`; null where it has none.
    pub hint: Option<Sentence>,
}

/// A sentence of the catalogue (`src/lang/*.ftl`) with its particulars.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Sentence {
    /// `count-mismatch`; keys may be others in another version: `code` is what is stable.
    pub key: String,
    /// By name.
    pub args: BTreeMap<String, Particular>,
}

/// A particular of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Particular {
    /// The same in every language.
    Text(String),
    /// What the sentence may bend by.
    Number(u64),
    /// Sentences in the sentence, parted by `; `.
    Said(Vec<Sentence>),
}

impl From<&Message> for Sentence {
    fn from(message: &Message) -> Self {
        let particular = |value: &Value| match value {
            Value::Text(text) => Particular::Text(text.clone()),
            Value::Number(number) => Particular::Number(*number),
            Value::Said(said) => Particular::Said(said.iter().map(Self::from).collect()),
        };
        let args = message.values().map(|(name, value)| (name.to_owned(), particular(value)));
        Self { key: message.key().to_owned(), args: args.collect() }
    }
}

impl From<&Sentence> for Message {
    fn from(sentence: &Sentence) -> Self {
        let value = |particular: &Particular| match particular {
            Particular::Text(text) => Value::Text(text.clone()),
            Particular::Number(number) => Value::Number(*number),
            Particular::Said(said) => Value::Said(said.iter().map(Self::from).collect()),
        };
        Self::of(sentence.key.clone(), sentence.args.iter().map(|(name, p)| (name.clone(), value(p))))
    }
}

impl Sentence {
    /// What a package says: the sentence, if it says in English what stands written, else that alone. Keys and particulars of
    /// other versions may mean something else, and a text may have been mended by hand.
    #[must_use]
    pub fn read(sentence: Option<&Self>, written: String) -> Message {
        let message = sentence.map(Message::from).filter(|m| m.to_string() == written);
        message.unwrap_or_else(|| Message::new("as-written").with("text", written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    fn message() -> Message {
        let pages = Message::new("pages-found").with("found", 1_usize).with("pages", 2_usize);
        let why = vec![pages, Message::new("file-ends-early")];
        Message::new("damaged-file").with("why", why)
    }

    #[test]
    fn taken_apart_and_put_together() {
        let json = serde_json::to_string(&Sentence::from(&message())).unwrap();
        assert_eq!(
            json,
            r#"{"key":"damaged-file","args":{"why":[{"key":"pages-found","args":{"found":1,"pages":2}},{"key":"file-ends-early","args":{}}]}}"#
        );
        let read: Sentence = serde_json::from_str(&json).unwrap();
        let said = Sentence::read(Some(&read), message().to_string());
        assert_eq!(said.say(Language::Vi), message().say(Language::Vi));
    }

    #[test]
    fn what_stands_written_is_what_counts() {
        let sentence = Sentence::from(&message());
        let said =
            |sentence: Option<&Sentence>, written: &str| Sentence::read(sentence, written.to_owned()).say(Language::Vi);
        assert_eq!(said(Some(&sentence), "mended by hand"), "mended by hand");
        assert_eq!(said(None, "of an early version"), "of an early version");
        let unknown = Sentence { key: "of-another-version".to_owned(), ..sentence };
        let en = message().to_string();
        assert_eq!(said(Some(&unknown), &en), en);
    }
}
