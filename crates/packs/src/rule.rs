//! Reads the rules of a pack from its data files and completes what they leave out. A rule that isn't sound is an error here
//! and never reaches the kernel.

use std::path::Path;

use serde::Deserialize;

/// One rule as its file has it, completed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// kebab-case, unique.
    pub id: String,
    /// One line for people.
    pub description: String,
    /// `low`, `medium`, `high` or `critical`.
    pub severity: String,
    /// How a match is found from a literal; see the kernel's `Finder`.
    #[serde(default = "token")]
    pub finder: String,
    /// The automaton's pattern, without look-around: from the literal on for tokens, the value for named ones.
    #[serde(default)]
    pub pattern: String,
    /// Literals that lead to the rule; taken from the pattern's beginning where there are none.
    #[serde(default)]
    pub names: Vec<String>,
    /// For a token whose literal isn't its beginning: at most how many bytes stand before.
    #[serde(default)]
    pub lead: f64,
    /// Least Shannon entropy of the variable part, bits a byte.
    #[serde(default)]
    pub entropy: f64,
    /// What is asked of a match beside its form, one of the kernel's `Check`: `jwt`, `mixed`, `random`, `anywhere` …
    #[serde(default)]
    pub check: String,
    /// Yields to any other rule of the pack.
    #[serde(default)]
    pub weak: bool,
    /// Example templates that must match.
    #[serde(default)]
    pub positive: Vec<String>,
    /// Example templates that must not match this rule.
    #[serde(default)]
    pub negative: Vec<String>,
}

/// A service whose credentials are known by a name near a value of a fixed form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    /// `[key, display name, shape]`.
    list: Vec<(String, String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Rule>,
    services: Option<Services>,
}

fn token() -> String {
    "token".to_string()
}

/// The rules of a pack: `rules/NAME.toml`, or all files of `rules/NAME/` in alphabetical order.
///
/// # Errors
/// Names the file and what is wrong with it.
pub fn load(rules: &Path, pack: &str) -> Result<Vec<Rule>, String> {
    let folder = rules.join(pack);
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(&folder).map_err(|e| e.to_string())? {
            files.push(entry.map_err(|e| e.to_string())?.path());
        }
        files.sort();
    } else {
        files.push(rules.join(format!("{pack}.toml")));
    }
    let mut all: Vec<Rule> = Vec::new();
    for path in files {
        let bad = |e: String| format!("{}: {e}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|e| bad(e.to_string()))?;
        let file: File = toml::from_str(&text).map_err(|e| bad(e.to_string()))?;
        all.extend(file.rule);
        for (key, name, shape) in file.services.into_iter().flat_map(|s| s.list) {
            all.push(service(&key, &name, &shape).map_err(bad)?);
        }
    }
    check(&all)?;
    Ok(all)
}

fn check(rules: &[Rule]) -> Result<(), String> {
    for (i, rule) in rules.iter().enumerate() {
        if rules[..i].iter().any(|r| r.id == rule.id) {
            return Err(format!("rule {} is there twice", rule.id));
        }
        if rule.positive.is_empty() || rule.negative.is_empty() {
            return Err(format!("rule {} needs positive and negative examples", rule.id));
        }
        if !["low", "medium", "high", "critical"].contains(&rule.severity.as_str()) {
            return Err(format!("rule {} has no severity", rule.id));
        }
    }
    Ok(())
}

/// `hex:32` as a pattern.
fn shape_pattern(shape: &str) -> Result<String, String> {
    let (class, count) = shape.split_once(':').unwrap_or((shape, ""));
    let class = match class {
        "uuid" => return Ok("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}".to_string()),
        "hex" => "[0-9a-f]",
        "HEX" => "[0-9A-F]",
        "an" => "[A-Za-z0-9]",
        "AN" => "[A-Z0-9]",
        "al" => "[a-z0-9]",
        "d" => "[0-9]",
        "b64" => "[A-Za-z0-9+/]",
        "b64u" => "[A-Za-z0-9_-]",
        other => return Err(format!("no shape {other}")),
    };
    Ok(format!("{class}{{{}}}", count.replace('-', ",")))
}

/// The rule of a service in the list: `KEY … = value`, with examples in several syntaxes.
fn service(key: &str, name: &str, shape: &str) -> Result<Rule, String> {
    let value = match shape.split_once(':') {
        Some((class, count)) => format!("{{{class}:{}}}", count.split('-').next().unwrap_or(count)),
        None => format!("{{{shape}}}"),
    };
    // Few characters can't be as varied as many.
    let short = shape.split_once(':').and_then(|(_, n)| n.parse::<u32>().ok()).is_some_and(|n| n < 20);
    let snake = key.replace('-', "_");
    let mut names = vec![key.to_string()];
    if key.contains('-') {
        names.push(snake.clone());
        names.push(key.replace('-', ""));
    }
    Ok(Rule {
        id: format!("{key}-credential"),
        description: format!("{name} key or token"),
        severity: "high".to_string(),
        finder: "service".to_string(),
        pattern: shape_pattern(shape)?,
        names,
        lead: 0.0,
        entropy: if shape.starts_with("d:") || short { 2.2 } else { 2.8 },
        check: if shape.starts_with("d:") { String::new() } else { "mixed".to_string() },
        weak: false,
        positive: vec![
            format!("{}_API_KEY={value}", snake.to_uppercase()),
            format!("\"{snake}_token\": \"{value}\","),
            format!("  {key}-secret: '{value}'"),
        ],
        negative: vec![
            format!("{snake}_api_key = \"your_{snake}_api_key\""),
            format!("{snake} is a service"),
            format!("{value} alone says nothing"),
            format!("{}_TOKEN=${{{}_TOKEN}}", snake.to_uppercase(), snake.to_uppercase()),
        ],
    })
}
