//! Text → lines with their number and page.

/// One line of the source, or the part of it between two form feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RawLine<'a> {
    /// 1-based line of the source.
    pub(super) line: u32,
    /// 1-based page by form feeds; 0 where the source has none.
    pub(super) page: u32,
    /// Without line end and form feed.
    pub(super) text: &'a str,
}

/// Splits at LF, CRLF or CR; a form feed ends a page but not a line.
pub(super) fn split(text: &str) -> Vec<RawLine<'_>> {
    let paged = text.contains('\u{c}');
    let mut out = Vec::new();
    let mut page = u32::from(paged);
    for (index, line) in physical(text).into_iter().enumerate() {
        for (piece, part) in line.split('\u{c}').enumerate() {
            page += u32::from(piece > 0);
            // Between a form feed and the line end nothing is printed; the empty rest is no line of its own.
            if piece == 0 && part.is_empty() && line.contains('\u{c}') {
                continue;
            }
            out.push(RawLine { line: u32::try_from(index + 1).unwrap_or(u32::MAX), page, text: part });
        }
    }
    // The form feed at the end of the last page opens no new one.
    while paged && out.len() > 1 && out[out.len() - 1].text.trim().is_empty() && out[out.len() - 2].page < page {
        out.pop();
        page = out[out.len() - 1].page;
    }
    out
}

fn physical(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        out.push(&rest[..at]);
        rest = &rest[at..];
        rest = rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or("");
    }
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_pages() {
        let got: Vec<_> = split("a\r\nb\rc\n\u{c}d\n\u{c}").into_iter().map(|l| (l.line, l.page, l.text)).collect();
        assert_eq!(got, [(1, 1, "a"), (2, 1, "b"), (3, 1, "c"), (4, 2, "d")]);
        let got: Vec<_> = split("a \n\nb").into_iter().map(|l| (l.line, l.page, l.text)).collect();
        assert_eq!(got, [(1, 0, "a "), (2, 0, ""), (3, 0, "b")]);
    }
}
