//! The sentences, by language and key.
//!
//! Source: Project Fluent, whose notation the files are in and whose crate reads them and bends words by number.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Language, Value};

/// What parts sentences that stand in one.
const BETWEEN: &str = "; ";

type Bundle = FluentBundle<FluentResource>;

static VI: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Vi, include_str!("vi.ftl")));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::En, include_str!("en.ftl")));

fn of(language: Language) -> &'static Bundle {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}

/// What can be read of a catalogue; `tests/lang.rs` finds what cannot.
fn bundle(language: Language, text: &str) -> Bundle {
    let mut out = Bundle::new_concurrent(language.code().parse().into_iter().collect());
    // Invisible marks around particulars would stand in messages that machines compare.
    out.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(read, _)| read);
    out.add_resource_overriding(resource);
    out
}

/// The sentence; its key where there is none.
pub(super) fn say(language: Language, key: &str, values: &[(Cow<'static, str>, Value)]) -> String {
    find(language, key, values).unwrap_or_else(|| key.to_owned())
}

pub(super) fn find(language: Language, key: &str, values: &[(Cow<'static, str>, Value)]) -> Option<String> {
    let bundle = of(language);
    let pattern = bundle.get_message(key)?.value()?;
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        args.set(&**name, fluent(language, value));
    }
    Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
}

fn fluent(language: Language, value: &Value) -> FluentValue<'_> {
    match value {
        Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Value::Number(number) => FluentValue::from(*number),
        Value::Said(said) => {
            let said: Vec<String> = said.iter().map(|m| m.say(language)).collect();
            FluentValue::String(Cow::Owned(said.join(BETWEEN)))
        }
    }
}
