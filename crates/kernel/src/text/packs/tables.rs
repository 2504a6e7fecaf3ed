//! The shape of a built pack: what `crates/packs` writes and the finders read. Plain constants: nothing is built at run time.

/// How bad it is that a match stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look.
    Low,
    /// Gives limited access, or is personal.
    Medium,
    /// Gives access.
    High,
    /// Gives access to much.
    Critical,
}

/// One rule of a pack.
#[derive(Debug)]
pub struct PackRule {
    /// kebab-case, unique over all packs.
    pub id: &'static str,
    /// One line for people.
    pub description: &'static str,
    /// How bad a match is.
    pub severity: Severity,
    /// How a match is found.
    pub(crate) finder: Finder,
    /// Where the rule's automaton lies in the tables.
    pub(crate) dfa: u32,
    /// Bytes of the match before the variable part, which the entropy is measured on.
    pub(crate) fixed: u8,
    /// How many bytes of the match may stand before the literal.
    pub(crate) lead: u8,
    /// Least Shannon entropy of the variable part, in thousandths of a bit a byte.
    pub(crate) entropy: u16,
    /// A check that the pattern alone can't make.
    pub(crate) check: Check,
    /// A match that overlaps another rule's is left out: the other says more.
    pub(crate) weak: bool,
}

/// How a match is found from a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finder {
    /// The automaton matches where the literal starts.
    Token,
    /// The literal is part of a name; the automaton matches the value that is assigned to it.
    Named,
    /// The same, and the name or a word after it says that it is a credential.
    Service,
    /// The literal is part of a name for a password; the value is judged by its looks.
    Password,
    /// The literal is part of a name for a key or token; the value must look random.
    Key,
    /// `scheme://user:password@host`.
    UrlPassword,
    /// A PEM block that holds a private key.
    Pem,
    /// `Authorization: Basic …`, `Bearer …` and the like.
    Authorization,
    /// `curl -u user:password` and the like.
    UserOption,
    /// `docker login -p password` and the like.
    CommandPassword,
    /// `auth=("user", "password")` and the like.
    Pair,
    /// `machine … login … password …`.
    Netrc,
    /// `echo user:password | chpasswd` and the like.
    PipedPassword,
    /// `host:port:database:user:password`.
    Pgpass,
    /// `user:password@tcp(host)`.
    DriverDsn,
    /// A value of a Secret's manifest, in base64.
    KubernetesSecret,
    /// A date after a word for birth.
    BirthDate,
    /// Found by its characters, not by a literal (e-mail, numbers).
    Shape,
}

/// What a match must pass besides its pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Nothing.
    None,
    /// The first part is base64url of a JSON object with an algorithm.
    Jwt,
    /// It is base64 of printable text with a colon in it.
    Basic,
    /// It holds a letter and a digit.
    Mixed,
    /// The same, and it is no UUID.
    MixedNoUuid,
    /// It holds a letter and a digit, and isn't words joined.
    Random,
    /// It stands anywhere, even inside a word.
    Anywhere,
}

/// A literal and whose it is.
#[derive(Debug)]
pub(crate) struct Literal {
    /// Folded: every byte with bit 5 set.
    pub(crate) text: &'static [u8],
    /// Where its three rarest bytes begin.
    pub(crate) rare: u8,
    /// Indices of its rules.
    pub(crate) rules: &'static [u16],
}

/// A built pack.
#[derive(Debug)]
pub(crate) struct PackTables {
    pub(crate) rules: &'static [PackRule],
    pub(crate) literals: &'static [Literal],
    /// The literals' bitmap and chains, then the automata.
    pub(crate) tables: &'static [u8],
}
