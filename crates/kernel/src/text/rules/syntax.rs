//! Reads a custom rule's pattern: Rust regex syntax in which `\b \d \w \s` and case folding are ASCII unless the rule's
//! flags hold `u`. Everything else (`.`, `[^x]`, `\p{L}`) works on code points, as in Rust.
//!
//! The parsed pattern is rewritten as a syntax tree and must never be built by pasting strings together.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use regex_syntax::ast::{
    self, Ast, ClassAscii, ClassAsciiKind, ClassBracketed, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem,
    ClassSetRange, ClassSetUnion, Flag, Flags, FlagsItem, FlagsItemKind, Group, GroupKind, Literal, LiteralKind, Span,
};
use regex_syntax::hir::{Hir, translate::TranslatorBuilder};

/// Groups and classes may nest this deep: the parser, the rewriting and the compiler recurse or keep stacks of this depth.
pub const NEST_LIMIT: u32 = 64;
/// The longest pattern, in bytes.
pub const PATTERN_BYTES: usize = 16 * 1024;

/// What a rule's `flags` string may hold: each of `i m s x u` at most once counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleFlags {
    case_insensitive: bool,
    multi_line: bool,
    dot_all: bool,
    extended: bool,
    unicode: bool,
}

impl RuleFlags {
    /// Reads the protocol's `flags` string.
    ///
    /// # Errors
    /// Names the first letter that is no flag.
    pub fn parse(flags: &str) -> Result<Self, String> {
        let mut parsed = Self::default();
        for letter in flags.chars() {
            match letter {
                'i' => parsed.case_insensitive = true,
                'm' => parsed.multi_line = true,
                's' => parsed.dot_all = true,
                'x' => parsed.extended = true,
                'u' => parsed.unicode = true,
                _ => return Err("flags may only hold the letters i m s x u".to_string()),
            }
        }
        Ok(parsed)
    }
}

/// Parses `pattern` into the HIR whose byte-wise matches are the rule's matches.
///
/// # Errors
/// What is wrong and at which byte of the pattern; the message never repeats the pattern itself.
pub fn parse(pattern: &str, flags: RuleFlags) -> Result<Hir, String> {
    if pattern.len() > PATTERN_BYTES {
        return Err(format!("the pattern is longer than {PATTERN_BYTES} bytes"));
    }
    let mut tree = ast::parse::ParserBuilder::new()
        .nest_limit(NEST_LIMIT)
        .ignore_whitespace(flags.extended)
        .build()
        .parse(pattern)
        .map_err(|e| format!("{} (at byte {} of the pattern)", e.kind(), e.span().start.offset))?;
    let mut scope = Scope { fold: flags.case_insensitive, native: flags.unicode };
    rewrite(&mut tree, &mut scope);
    TranslatorBuilder::new()
        .utf8(true)
        .unicode(true)
        .case_insensitive(flags.case_insensitive && flags.unicode)
        .multi_line(flags.multi_line)
        .dot_matches_new_line(flags.dot_all)
        .build()
        .translate(pattern, &tree)
        .map_err(|e| format!("{} (at byte {} of the pattern)", e.kind(), e.span().start.offset))
}

/// The flags in force where the rewriting stands. `native` means that an explicit `u` or `-u` decides, so regex-syntax's
/// own meaning holds; else classes and folding are ours (ASCII) and its own folding stays off.
#[derive(Clone, Copy)]
struct Scope {
    fold: bool,
    native: bool,
}

fn rewrite(tree: &mut Ast, scope: &mut Scope) {
    match tree {
        Ast::Flags(set) => apply_flags(&mut set.flags, scope),
        Ast::Group(group) => {
            let mut inner = *scope;
            if let GroupKind::NonCapturing(flags) = &mut group.kind {
                apply_flags(flags, &mut inner);
            }
            rewrite(&mut group.ast, &mut inner);
        }
        Ast::Repetition(repetition) => rewrite(&mut repetition.ast, scope),
        Ast::Alternation(alternation) => alternation.asts.iter_mut().for_each(|a| rewrite(a, scope)),
        Ast::Concat(concat) => concat.asts.iter_mut().for_each(|a| rewrite(a, scope)),
        _ if scope.native => {}
        Ast::Literal(literal) => {
            if scope.fold && literal.c.is_ascii_alphabetic() {
                *tree = bracketed(literal.span, letter_items(literal));
            }
        }
        Ast::ClassPerl(class) => *tree = bracketed(class.span, vec![ascii_item(class)]),
        Ast::Assertion(assertion) if is_word_assertion(&assertion.kind) => {
            let span = assertion.span;
            let inner = core::mem::replace(tree, Ast::empty(span));
            *tree = without_unicode(span, inner);
        }
        Ast::ClassBracketed(class) => rewrite_set(&mut class.kind, *scope),
        Ast::Empty(_) | Ast::Dot(_) | Ast::Assertion(_) | Ast::ClassUnicode(_) => {}
    }
}

fn is_word_assertion(kind: &ast::AssertionKind) -> bool {
    use ast::AssertionKind as K;
    !matches!(kind, K::StartLine | K::EndLine | K::StartText | K::EndText)
}

/// Brings the scope up to date and leaves flags that give regex-syntax folding only where its own meaning holds.
fn apply_flags(flags: &mut Flags, scope: &mut Scope) {
    let (mut on, mut off) = (Vec::new(), Vec::new());
    let mut negated = false;
    for item in &flags.items {
        match item.kind {
            FlagsItemKind::Negation => negated = true,
            FlagsItemKind::Flag(Flag::CaseInsensitive) => scope.fold = !negated,
            FlagsItemKind::Flag(flag) => {
                scope.native |= flag == Flag::Unicode;
                if negated { off.push(flag) } else { on.push(flag) }
            }
        }
    }
    if scope.native && scope.fold {
        on.push(Flag::CaseInsensitive)
    } else {
        off.push(Flag::CaseInsensitive)
    }
    let span = flags.span;
    let item = |flag: &Flag| FlagsItem { span, kind: FlagsItemKind::Flag(*flag) };
    flags.items = on.iter().map(item).collect();
    flags.items.push(FlagsItem { span, kind: FlagsItemKind::Negation });
    flags.items.extend(off.iter().map(item));
    if off.is_empty() {
        flags.items.pop();
    }
}

fn without_unicode(span: Span, inner: Ast) -> Ast {
    let items = vec![
        FlagsItem { span, kind: FlagsItemKind::Negation },
        FlagsItem { span, kind: FlagsItemKind::Flag(Flag::Unicode) },
    ];
    Ast::group(Group { span, kind: GroupKind::NonCapturing(Flags { span, items }), ast: Box::new(inner) })
}

fn bracketed(span: Span, items: Vec<ClassSetItem>) -> Ast {
    let kind = ClassSet::union(ClassSetUnion { span, items });
    Ast::class_bracketed(ClassBracketed { span, negated: false, kind })
}

fn ascii_item(class: &ClassPerl) -> ClassSetItem {
    let kind = match class.kind {
        ClassPerlKind::Digit => ClassAsciiKind::Digit,
        ClassPerlKind::Space => ClassAsciiKind::Space,
        ClassPerlKind::Word => ClassAsciiKind::Word,
    };
    ClassSetItem::Ascii(ClassAscii { span: class.span, kind, negated: class.negated })
}

fn plain(span: Span, c: char) -> Literal {
    Literal { span, kind: LiteralKind::Verbatim, c }
}

fn range_item(span: Span, first: char, last: char) -> ClassSetItem {
    ClassSetItem::Range(ClassSetRange { span, start: plain(span, first), end: plain(span, last) })
}

fn letter_items(literal: &Literal) -> Vec<ClassSetItem> {
    let (span, c) = (literal.span, literal.c);
    let cases = [c.to_ascii_lowercase(), c.to_ascii_uppercase()];
    cases.iter().map(|&c| ClassSetItem::Literal(plain(span, c))).collect()
}

fn rewrite_set(set: &mut ClassSet, scope: Scope) {
    match set {
        ClassSet::Item(item) => rewrite_item(item, scope),
        ClassSet::BinaryOp(op) => {
            rewrite_set(&mut op.lhs, scope);
            rewrite_set(&mut op.rhs, scope);
        }
    }
}

fn rewrite_item(item: &mut ClassSetItem, scope: Scope) {
    match item {
        ClassSetItem::Perl(class) => *item = ascii_item(class),
        ClassSetItem::Bracketed(class) => rewrite_set(&mut class.kind, scope),
        ClassSetItem::Union(union) => union.items.iter_mut().for_each(|i| rewrite_item(i, scope)),
        _ if !scope.fold => {}
        ClassSetItem::Literal(literal) if literal.c.is_ascii_alphabetic() => {
            let items = letter_items(literal);
            *item = ClassSetItem::Union(ClassSetUnion { span: literal.span, items });
        }
        ClassSetItem::Range(range) => {
            let (span, start, end) = (range.span, range.start.c, range.end.c);
            let mut items = vec![ClassSetItem::Range(range.clone())];
            for (low, high, swap) in [('a', 'z', 'A'), ('A', 'Z', 'a')] {
                let (from, to) = (start.max(low), end.min(high));
                if from <= to {
                    let other = |c: char| char::from(c as u8 - low as u8 + swap as u8);
                    items.push(range_item(span, other(from), other(to)));
                }
            }
            *item = ClassSetItem::Union(ClassSetUnion { span, items });
        }
        ClassSetItem::Ascii(class) if matches!(class.kind, ClassAsciiKind::Lower | ClassAsciiKind::Upper) => {
            let span = class.span;
            let items = vec![item.clone(), range_item(span, 'a', 'z'), range_item(span, 'A', 'Z')];
            *item = ClassSetItem::Union(ClassSetUnion { span, items });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(ours: &str, flags: &str, theirs: &str) {
        let got = parse(ours, RuleFlags::parse(flags).unwrap()).unwrap();
        let want = regex_syntax::ParserBuilder::new().utf8(false).build().parse(theirs).unwrap();
        assert_eq!(got, want, "{ours} with {flags:?} against {theirs}");
    }

    #[test]
    fn perl_classes_boundaries_and_folding_are_ascii_without_the_u_flag() {
        same(r"\d\w\s", "", r"[0-9][0-9A-Za-z_][\t\n\v\f\r ]");
        same(r"\D", "", r"[^0-9]");
        same(r"[\d_\W]", "", r"[0-9_[^0-9A-Za-z_]]");
        same(r"\bk\B", "", r"(?-u:\b)k(?-u:\B)");
        same(r"k", "i", r"[kK]");
        same(r"[^k-m]", "i", r"[^k-mK-M]");
        same(r"[[:lower:]]", "i", r"[a-zA-Z]");
        same(r"a(?i)k|s", "", r"a[kK]|[sS]");
        same(r"(?:a(?i)k)k", "", r"(?:a[kK])k");
        same(r"(?i:k(?-i)k)", "", r"[kK]k");
    }

    #[test]
    fn everything_is_unicode_with_the_u_flag_and_as_written_under_an_inline_u() {
        same(r"\d\bk", "u", r"\d\bk");
        same(r"k", "iu", r"(?i)k");
        same(r"\w(?u)\w", "", r"[0-9A-Za-z_]\w");
        same(r"(?i)k(?u)k", "", r"[kK](?i)k");
        same(r"(?u:\w)\w", "", r"(?:\w)[0-9A-Za-z_]");
    }

    #[test]
    fn dots_and_negated_classes_stay_on_code_points() {
        same(r".[^a]é", "", r".[^a]é");
        same(r"a b # note", "x", r"ab");
        same(r"^.$", "ms", r"(?ms)^.$");
    }

    #[test]
    fn a_pattern_that_could_match_a_part_of_a_code_point_is_refused() {
        assert!(parse("(?-u:.)", RuleFlags::default()).is_err());
        assert!(parse(r"(?-u:\xff)", RuleFlags::default()).is_err());
        assert!(parse(r"(?-u:[a-z]\w)", RuleFlags::default()).is_ok());
    }

    #[test]
    fn a_bad_pattern_is_refused_without_repeating_it() {
        let message = parse("abc(secret", RuleFlags::default()).unwrap_err();
        assert!(message.contains("unclosed group"), "{message}");
        assert!(!message.contains("secret"), "{message}");
        assert!(parse(&"(".repeat(100_000), RuleFlags::default()).is_err());
        assert!(RuleFlags::parse("iy").is_err());
    }
}
