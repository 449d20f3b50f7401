//! Help and bad usage, in the reader's language.
//!
//! In: the commands of `args.rs`, whose help texts and names of values are keys. Out: the same commands with sentences of the
//! catalogue, the parser's own words among them; and what the parser refuses, as a message.

use std::error::Error;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, Command, CommandFactory};
use phuluc::lang::{Language, Message, Value};

use crate::args::Cli;

/// The commands, in a language.
pub(crate) fn command(language: Language) -> Command {
    let mut command = Cli::command();
    // Only then the parser's own arguments and its command `help` are there.
    command.build();
    translated(command, language)
}

fn translated(command: Command, language: Language) -> Command {
    let own = command.get_name() == "help";
    let about =
        if own { Some(Message::new("help-of-command").say(language)) } else { said(command.get_about(), language) };
    let more = said(command.get_after_help(), language).unwrap_or_default();
    let commands = command.get_subcommand_value_name().and_then(|key| language.sentence(key));
    let usage = Message::new("help-usage").say(language);
    let style = *command.get_styles().get_usage();
    let command = command
        .mut_args(|arg| argument(arg, language))
        .mut_subcommands(|command| translated(command, language))
        .about(about.unwrap_or_default())
        .after_help(more)
        .subcommand_value_name(commands.unwrap_or_default())
        .subcommand_help_heading(Message::new("help-commands").say(language))
        .help_template(format!(
            "{{about-with-newline}}\n{style}{usage}:{style:#} {{usage}}\n\n{{all-args}}{{after-help}}"
        ));
    let usage = usage_of(&command).replace("OPTIONS", &Message::new("help-any-options").say(language));
    command.override_usage(usage)
}

/// How a command is called, as the parser puts it together, without its heading.
fn usage_of(command: &Command) -> String {
    let whole = command.clone().render_usage().to_string();
    whole.split_once(": ").map_or_else(String::new, |(_, usage)| usage.to_owned())
}

/// An argument with its help, in which its default and its values are told as the parser would tell them in English.
fn argument(arg: Arg, language: Language) -> Arg {
    let mut help = vec![match arg.get_id().as_str() {
        "help" => Message::new("help-help").say(language),
        "version" => Message::new("help-version").say(language),
        _ => said(arg.get_help(), language).unwrap_or_default(),
    }];
    if arg.get_action().takes_values() {
        for value in arg.get_default_values() {
            let value = value.to_string_lossy().into_owned();
            help.push(Message::new("help-default").with("value", value).say(language));
        }
        let values: Vec<String> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
        if !values.is_empty() {
            help.push(Message::new("help-values").with("values", values.join(", ")).say(language));
        }
    }
    let heading = Message::new(if arg.is_positional() { "help-arguments" } else { "help-options" });
    let names: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(|n| name(n, language)).collect();
    let arg = arg.help(help.join(" ")).help_heading(heading.say(language));
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    if names.is_empty() { arg } else { arg.value_names(names) }
}

/// The sentence of a text that is a key.
fn said(key: Option<&StyledStr>, language: Language) -> Option<String> {
    key.map(|key| name(&key.to_string(), language))
}

fn name(key: &str, language: Language) -> String {
    language.sentence(key).unwrap_or_else(|| key.to_owned())
}

/// What the parser refuses, and what to do.
pub(crate) fn refused(error: &clap::Error) -> (Message, Message) {
    let part = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let hint = match meant.into_iter().find_map(part) {
        Some(meant) => Message::new("usage-meant").with("meant", meant),
        None => Message::new("usage-hint").with("command", called(&part(ContextKind::Usage).unwrap_or_default())),
    };
    let argument = part(ContextKind::InvalidArg).unwrap_or_default();
    let what = match (error.kind(), part(ContextKind::InvalidValue)) {
        (ErrorKind::MissingRequiredArgument, _) => Message::new("usage-missing").with("argument", argument),
        (ErrorKind::UnknownArgument, _) => Message::new("usage-unknown-argument").with("argument", argument),
        (ErrorKind::MissingSubcommand, _) => Message::new("usage-no-command"),
        (ErrorKind::InvalidSubcommand, _) => Message::new("usage-unknown-command")
            .with("command", part(ContextKind::InvalidSubcommand).unwrap_or_default()),
        (ErrorKind::InvalidValue, None) => Message::new("usage-no-value").with("argument", argument),
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Some(value)) => {
            bad_value(error, argument, value, part(ContextKind::ValidValue))
        }
        (ErrorKind::ArgumentConflict, _) if part(ContextKind::PriorArg).as_ref() == Some(&argument) => {
            Message::new("usage-twice").with("argument", argument)
        }
        _ => {
            let text = error.render().to_string();
            let line = text.lines().next().unwrap_or_default();
            Message::new("usage-other").with("why", line.strip_prefix("error: ").unwrap_or(line))
        }
    };
    (what, hint)
}

fn bad_value(error: &clap::Error, argument: String, value: String, values: Option<String>) -> Message {
    if let Some(values) = values {
        return Message::new("usage-bad-value-of")
            .with("value", value)
            .with("argument", argument)
            .with("values", values);
    }
    let Some(why) = error.source() else {
        return Message::new("usage-bad-value").with("value", value).with("argument", argument);
    };
    // Our own parsers give a sentence, those of the standard library their words.
    let why: Value = why.downcast_ref::<Message>().map_or_else(|| why.to_string().into(), |said| said.clone().into());
    Message::new("usage-bad-value-why").with("value", value).with("argument", argument).with("why", why)
}

/// The command that a usage line is about: its words before the first argument.
fn called(usage: &str) -> String {
    let line = usage.split_once(": ").map_or(usage, |(_, rest)| rest).lines().next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().take_while(|w| !w.starts_with(['<', '['])).collect();
    if words.is_empty() { "phuluc".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of a command and of all below it that are no sentences of the catalogue.
    fn unsaid(command: &Command, language: Language) -> Vec<String> {
        let is_key = |text: &str| language.sentence(text).is_some();
        let mut out = Vec::new();
        let mut look = |what: String, text: Option<&StyledStr>| match text {
            Some(text) if is_key(&text.to_string()) => {}
            text => out.push(format!("{what}: {text:?}")),
        };
        look(command.get_name().to_owned(), command.get_about());
        for arg in command.get_arguments() {
            look(format!("{} {}", command.get_name(), arg.get_id()), arg.get_help());
            let names = arg.get_value_names().filter(|_| arg.get_action().takes_values());
            for name in names.unwrap_or_default() {
                look(format!("{} {}", command.get_name(), arg.get_id()), Some(&StyledStr::from(name.to_string())));
            }
        }
        for below in command.get_subcommands() {
            out.extend(unsaid(below, language));
        }
        out
    }

    #[test]
    fn every_help_text_is_a_key() {
        for language in Language::ALL {
            assert_eq!(unsaid(&Cli::command(), language), Vec::<String>::new(), "{language:?}");
        }
    }

    #[test]
    fn no_key_is_shown() {
        for language in Language::ALL {
            let mut command = command(language);
            let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
            let mut pages = vec![command.render_long_help().to_string()];
            for name in names {
                pages.push(
                    command.find_subcommand_mut(&name).map(|c| c.render_long_help().to_string()).unwrap_or_default(),
                );
            }
            for page in pages {
                assert!(!page.contains("help-") && !page.contains("value-"), "{page}");
                assert!(language == Language::En || !page.contains("Options"), "{page}");
            }
        }
    }
}
