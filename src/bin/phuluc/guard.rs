//! A panic is an error of the program: it becomes one line for people, and the other documents of a set go on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use phuluc::lang::Message;

/// Runs something that should not panic.
///
/// # Errors
/// One line for a person, where it does. (The panic itself is silent: `main` takes its voice.)
pub(crate) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, Message> {
    // Nothing that a panic could leave half-done is used afterwards: a document's stages own all they touch.
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| Message::new("internal-error"))
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_one_line() {
        assert_eq!(guarded(|| 1), Ok(1));
        let said = guarded(|| panic!("boom")).map_or_else(|what| what.to_string(), |()| String::new());
        assert!(said.starts_with("internal error") && !said.contains('\n'), "{said}");
    }
}
