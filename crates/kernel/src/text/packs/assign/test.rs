//! What assignments are read from, in the syntaxes that people write them in.
use super::*;

fn value<'t>(text: &'t str, part: &str) -> Option<&'t str> {
    let at = text.find(part).unwrap();
    read(text.as_bytes(), at..at + part.len()).map(|a| &text[a.value])
}

#[test]
fn a_value_is_found_in_every_common_syntax() {
    for text in [
        "MY_TOKEN_V2=v4lue",
        "export MY_TOKEN='v4lue'",
        "  my-token: v4lue",
        "\"my_token\": \"v4lue\",",
        "my.token = \"v4lue\"",
        "token := `v4lue`",
        "token => 'v4lue'",
        "os.environ[\"TOKEN\"] = \"v4lue\"",
        "<token>v4lue</token>",
        "<add key=\"token\" value=\"v4lue\" />",
        "{\"name\": \"TOKEN\", \"value\": \"v4lue\"}",
        "- name: TOKEN\n  value: v4lue",
        "define('TOKEN', 'v4lue');",
        "client.setToken(\"v4lue\")",
        "--token v4lue",
        "--token=v4lue",
        "X-Token: v4lue",
        "token: str = \"v4lue\"",
        "const token: string = 'v4lue'",
        "var token string = \"v4lue\"",
        "char token[25] = \"v4lue\"",
        "token = b'v4lue'",
        "NSString *token = @\"v4lue\"",
        "\\\"token\\\": \\\"v4lue\\\"",
        "getenv(\"TOKEN\", \"v4lue\")",
        "token == \"v4lue\"",
        "token: Bearer v4lue",
        "token=\"\"\"v4lue\"\"\"",
        "put(\"token\", \"\\\"v4lue\\\"\")",
        "token ||= 'v4lue'",
        "token ?? 'v4lue'",
        "token .= \"v4lue\"",
        "TOKEN ::= v4lue",
        "TOKEN ?= v4lue",
        "<token>\n    v4lue\n</token>",
        "my token is v4lue",
        "token = [\"v4lue\", \"other\"]",
        "token: process.env.X || 'v4lue'",
        "token: import.meta.env.X ?? \"v4lue\"",
        "variable \"token\" {\n  type = string\n  default = \"v4lue\"\n}",
        "\"token\": {\"value\": \"v4lue\"}",
        "<property name=\"token\">v4lue</property>",
        "<setting name=\"token\" serializeAs=\"String\"><value>v4lue</value></setting>",
        "<key>token</key>\n  <string>v4lue</string>",
        "| token | `v4lue` |",
        "| `token` | v4lue |",
        "token = N'v4lue'",
        "let token = String::from(\"v4lue\")",
        "token := []byte(\"v4lue\")",
        "token: !!str v4lue",
        "token: &anchor \"v4lue\"",
        "<ns:token>v4lue</ns:token>",
        "token：v4lue",
        "$config{token} = 'v4lue'",
        "local $ENV{TOKEN} = \"v4lue\"",
        "$config->{'token'} = \"v4lue\"",
        "getenv('TOKEN') ?: 'v4lue'",
        "token = os.getenv(\"X\", \"v4lue\")",
        "static TOKEN: &'static str = \"v4lue\"",
        "var token: [:0]const u8 = \"v4lue\"",
        "std::string token{\"v4lue\"}",
        "-define(TOKEN, \"v4lue\").",
        "{token, \"v4lue\"}",
        "{:token, \"v4lue\"}",
        "token.equals(\"v4lue\")",
        "username ann token 0 v4lue",
        "token = Field(default=\"v4lue\", min_length=8)",
        "token = config(\"X\", default='v4lue')",
        "token: {{ lookup('x') | default('v4lue') }}",
        "token = System.get_env(\"X\") || \"v4lue\"",
        "token = Deno.env.get(\"X\") ?? \"v4lue\"",
        "config.token = ENV.fetch(\"X\") { \"v4lue\" }",
        "QString token = QStringLiteral(\"v4lue\");",
        "token = (\n    \"v4lue\"\n)",
        "Token : constant String := \"v4lue\";",
        "token: Annotated[str, Secret] = \"v4lue\"",
        "<token><![CDATA[v4lue]]></token>",
        "**Token**: v4lue",
        "map.insert(\"token\".to_string(), \"v4lue\".to_string());",
        "INSERT INTO t (id, `token`) VALUES (1, 'v4lue');",
        "insert into t (name, token, x)\nvalues ('it''s, ann', 'v4lue', 2)",
        "strcpy(token, \"v4lue\");",
        ".option('token', { default: 'v4lue' })",
    ] {
        let part = if text.contains("TOKEN") {
            "TOKEN"
        } else if text.contains("Token") {
            "Token"
        } else {
            "token"
        };
        assert_eq!(value(text, part), Some("v4lue"), "{text}");
    }
}

#[test]
fn what_is_no_assignment_has_no_value() {
    for text in
        ["token", "token.", "token)", "std::token::new()", "token\n", "token, other", "<token", "<i name=\"token\"/>v"]
    {
        assert_eq!(value(text, "token"), None, "{text}");
    }
}

#[test]
fn a_value_is_read_as_far_away_as_windows_look_back_and_no_further() {
    let away = |fields: usize| {
        let field = format!("{}{}\n", " ".repeat(39), "f".repeat(99)).repeat(fields);
        format!("token: {{\n{field}default = process.env.{} || 'v4lue'", "N".repeat(480))
    };
    assert_eq!(value(&away(2), "token"), Some("v4lue"));
    assert_eq!(value(&away(3), "token"), None);
    let row = |fields: usize| {
        let before = format!("'{}', ", "f".repeat(96)).repeat(fields);
        format!("insert into t ({}token) values ({before}'v4lue')", "c, ".repeat(fields))
    };
    assert_eq!(value(&row(8), "token"), Some("v4lue"));
    assert_eq!(value(&row(9), "token"), None);
}
