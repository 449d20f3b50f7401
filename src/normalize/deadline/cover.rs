//! The words around the clauses → what each clause applies to; with them the clauses cover the text.

use std::ops::Range;

use super::{Island, Reader};
use crate::model::Clause;

/// Words that tie two clauses together and belong to neither.
pub(super) const TIES: [&str; 10] = [",", "và", "đồng thời", "sau đó", "rồi", ":", "-", "+", "hoặc", "và/hoặc"];

impl Reader<'_> {
    /// Gives every word to a clause: those behind a tie to the one that follows, others to the one before.
    pub(super) fn cover(&self, islands: Vec<Island>) -> Vec<Clause> {
        let mut out: Vec<Clause> = Vec::new();
        let mut spans: Vec<Range<usize>> = Vec::new();
        let mut words: Vec<Vec<Range<usize>>> = Vec::new();
        let mut done = 0;
        let count = islands.len();
        for (n, island) in islands.into_iter().enumerate() {
            let (from, to) = (island.tokens.start, island.tokens.end);
            let (mut own, mut span) = (Vec::new(), from..to);
            // The words since the clause before, sentence by sentence.
            let gap = self.trim(done..from);
            if !gap.is_empty() {
                // A sign right before the clause ends what is said of the one before; a line may end within a sentence.
                let ends = |i: &usize| self.ends(*i) && (*i < gap.end || self.words.word(*i) != "\n");
                let cut = (done..from).rev().find(ends).map(|i| (i + 1).clamp(gap.start, gap.end));
                let tied = self.words.any(gap.start, &TIES).is_some() || self.words.any(done, &TIES).is_some();
                let mine = if n == 0 {
                    gap.start
                } else if let Some(cut) = cut {
                    cut
                } else if tied {
                    gap.start
                } else {
                    gap.end
                };
                if let (Some(before), Some(last)) = (spans.last_mut(), words.last_mut()) {
                    let theirs = self.trim(gap.start..mine);
                    if !theirs.is_empty() {
                        before.end = theirs.end;
                        last.push(theirs);
                    }
                }
                let mine = self.trim(mine..gap.end);
                if !mine.is_empty() {
                    span.start = mine.start;
                    own.push(mine);
                }
            }
            if n + 1 == count {
                let rest = self.trim(to..self.words.len());
                if !rest.is_empty() {
                    span.end = rest.end;
                    own.push(rest);
                }
            }
            done = to;
            out.push(island.clause);
            spans.push(span);
            words.push(own);
        }
        for ((clause, span), own) in out.iter_mut().zip(spans).zip(words) {
            let span = self.trim(span);
            clause.text = self.words.slice(span.start, span.end).to_owned();
            let texts: Vec<&str> = own.into_iter().map(|r| self.words.slice(r.start, r.end)).collect();
            let said = texts.iter().any(|t| t.contains(char::is_alphanumeric));
            clause.applies_to = said.then(|| texts.join(" … "));
        }
        out
    }

    /// A run of tokens without signs and ties at its ends; closing brackets stay with what they close.
    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        let idle = |i: usize| self.ends(i) || self.words.word(i) == "." || TIES.contains(&self.words.word(i));
        while start < end && idle(start) {
            start += 1;
        }
        while start < end && idle(end - 1) {
            end -= 1;
        }
        start..end
    }
}
