//! The catalogue: every sentence in every language, with the same particulars, and each one used.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use phuluc::lang::Language;
use unicode_normalization::is_nfc;

/// Key → names of the particulars.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn text(language: Language) -> String {
    std::fs::read_to_string(support::root().join(format!("src/lang/{}.ftl", language.code()))).unwrap()
}

/// The sentences of a catalogue. Panics where it cannot be read, or a key stands twice.
fn catalogue(language: Language) -> Keys {
    let text = text(language);
    let read = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, why)| panic!("{language:?}: {why:?}"));
    let mut out = Keys::new();
    for entry in read.body {
        match entry {
            Entry::Message(message) => {
                assert!(message.attributes.is_empty(), "{language:?}: {}: attributes are not said", message.id.name);
                let mut names = BTreeSet::new();
                pattern(&message.value.unwrap(), &mut names);
                assert!(
                    out.insert(message.id.name.to_owned(), names).is_none(),
                    "{language:?}: {} twice",
                    message.id.name
                );
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            other => panic!("{language:?}: {other:?}"),
        }
    }
    out
}

fn pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inner) } => variable(inner, names),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                variable(selector, names);
                variants.iter().for_each(|v| self::pattern(&v.value, names));
            }
        }
    }
}

fn variable(expression: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => names.insert(id.name.to_owned()),
        InlineExpression::StringLiteral { .. } => false,
        other => panic!("not used so far, and not tested: {other:?}"),
    };
}

/// What the sources say: each key behind `Message::new`, with the names behind the `.with` that follow it.
fn said() -> Vec<(String, String, BTreeSet<String>)> {
    let mut out = Vec::new();
    for path in support::files(&support::root().join("src"), "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for (at, _) in code.match_indices("Message::new(") {
            let (argument, mut rest) = in_brackets(&code[at + "Message::new".len()..]);
            let mut names = BTreeSet::new();
            while let Some(with) = rest.trim_start().strip_prefix(".with") {
                let (arguments, after) = in_brackets(with);
                names.insert(literals(arguments).remove(0));
                rest = after;
            }
            let keys = literals(argument);
            assert!(!keys.is_empty(), "{}: Message::new({argument}): not the key itself", path.display());
            out.extend(keys.into_iter().map(|key| (path.display().to_string(), key, names.clone())));
        }
        // Help texts are keys too; that each of these is one is tested where the help is made.
        for before in ["about = ", "help = ", "value_name = "] {
            let texts = code.split(before).skip(1).filter(|rest| rest.starts_with('"')).map(literals);
            out.extend(texts.map(|mut l| (path.display().to_string(), l.remove(0), BTreeSet::new())));
        }
    }
    out
}

/// What stands in the brackets a text begins with, and the rest behind them.
fn in_brackets(text: &str) -> (&str, &str) {
    let mut depth = 0;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !text[..at].ends_with('\\') => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth == 1 => return (&text[1..at], &text[at + 1..]),
            ')' if !quoted => depth -= 1,
            _ => {}
        }
    }
    panic!("brackets do not close: {}", &text[..text.len().min(60)]);
}

/// The texts in quotation marks.
fn literals(code: &str) -> Vec<String> {
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_sources_are_read_as_they_are_written() {
    let (inner, rest) = in_brackets("(if a(b) { \"x)\" } else { \"y\" })\n    .with(\"n\", f(1)).hint()");
    assert_eq!(
        (literals(inner), rest.trim_start()),
        (vec!["x)".to_owned(), "y".to_owned()], ".with(\"n\", f(1)).hint()")
    );
}

#[test]
fn every_language_has_every_sentence_with_the_same_particulars() {
    let en = catalogue(Language::En);
    for language in Language::ALL {
        assert_eq!(catalogue(language), en, "{language:?}");
    }
}

#[test]
fn every_sentence_is_said_and_every_key_is_one() {
    let (en, said) = (catalogue(Language::En), said());
    for (path, key, names) in &said {
        let wanted = en.get(key).unwrap_or_else(|| panic!("{path}: the catalogue has no {key}"));
        assert_eq!(names, wanted, "{path}: {key}: its particulars");
    }
    let used: BTreeSet<&String> = said.iter().map(|s| &s.1).collect();
    let unused: Vec<&String> = en.keys().filter(|k| !used.contains(k)).collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
}

#[test]
fn the_catalogues_are_in_normal_form() {
    for language in Language::ALL {
        assert!(is_nfc(&text(language)), "{language:?}");
    }
}
