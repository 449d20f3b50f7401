//! The language of what people read: asked for, or that of the system.

use std::ffi::{OsStr, OsString};

use phuluc::lang::Language;

/// Where POSIX says the language of messages; the first that is set and not empty counts.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of this run. It must be known before the arguments are parsed: help and bad usage are said in it too.
pub(crate) fn of_run() -> Language {
    asked(std::env::args_os()).unwrap_or_else(|| of_system(|name| std::env::var_os(name)))
}

/// What `--lang` asks for; a value that the parser refuses later asks for nothing.
fn asked(args: impl Iterator<Item = OsString>) -> Option<Language> {
    let mut args = args.take_while(|a| a != "--");
    let mut out = None;
    while let Some(arg) = args.next() {
        let value = match arg.to_str() {
            Some("--lang") => args.next(),
            Some(text) => text.strip_prefix("--lang=").map(OsString::from),
            None => None,
        };
        if let Some(value) = value {
            out = Language::ALL.into_iter().find(|l| OsStr::new(l.code()) == value);
        }
    }
    out
}

/// The environment's locale; on Windows, where it has none, the user's.
fn of_system(variable: impl Fn(&str) -> Option<OsString>) -> Language {
    let set = VARIABLES.into_iter().filter_map(variable).find(|v| !v.is_empty());
    let locale = set.map(|v| v.to_string_lossy().into_owned());
    let locale = locale.or_else(|| if cfg!(windows) { sys_locale::get_locale() } else { None });
    locale.map_or_else(Language::default, |l| Language::from_locale(&l))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_wins_wherever_it_stands() {
        let asked = |line: &str| asked(line.split(' ').map(OsString::from));
        assert_eq!(asked("phuluc --lang vi extract a.pdf"), Some(Language::Vi));
        assert_eq!(asked("phuluc extract a.pdf --lang=en"), Some(Language::En));
        assert_eq!(asked("phuluc --lang en extract a.pdf --lang vi"), Some(Language::Vi));
        assert_eq!(asked("phuluc extract -- --lang vi"), None);
        assert_eq!(asked("phuluc extract --language vi --lang"), None);
        assert_eq!(asked("phuluc --lang fr"), None);
    }

    #[test]
    #[cfg(not(windows))]
    fn the_first_variable_that_is_set_counts() {
        let of = |set: &[(&str, &str)]| {
            of_system(|name| set.iter().find(|(n, _)| *n == name).map(|(_, value)| OsString::from(value)))
        };
        assert_eq!(of(&[]), Language::En);
        assert_eq!(of(&[("LANG", "vi_VN.UTF-8")]), Language::Vi);
        assert_eq!(of(&[("LANG", "vi_VN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")]), Language::En);
        assert_eq!(of(&[("LANG", "vi_VN.UTF-8"), ("LC_ALL", "")]), Language::Vi);
        assert_eq!(of(&[("LANG", "en_US"), ("LC_MESSAGES", "C"), ("LC_ALL", "vi_VN")]), Language::Vi);
    }
}
