import Foundation
import Testing

/// What other programs rely on: exit codes, streams, languages.
@Suite struct ContractTests {
    @Test func version() throws {
        let outcome = try Tool()("--version")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.split(separator: ".").count == 3)
    }

    @Test(arguments: [
        ["check"], ["check", "a", "b"], ["check", "a", "--format", "xml"], ["check", "a", "--lang", "de"], ["frob"], ["sign", "a.pdf"],
        ["verify"], ["render", "t", "--pack", "p", "--data", "d", "--batch", "b", "-o", "o"],
        ["render", "t", "--pack", "p", "--batch", "b", "--threads", "0", "-o", "o"], ["typeset", "a.xhtml"],
        ["request", "submit", "--store", "s", "--pack", "p"], ["verify", "a.pdf", "--at", "yesterday"], ["eval"],
    ])
    func usageFaultsAre64(arguments: [String]) throws {
        let tool = try Tool()
        let outcome = try tool.run(arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
        #expect(try tool.names().isEmpty)
    }

    @Test func languageOfTheWords() throws {
        let tool = try Tool()
        #expect(try tool("check", "nope").errors.contains("is not a folder"))
        #expect(try tool("check", "nope", lang: "fr_CA.UTF-8").errors.contains("n’est pas un dossier"))
        #expect(try tool("check", "nope", "--lang", "fr-CA").errors.contains("n’est pas un dossier"))
        #expect(try tool("check", "nope", "--lang", "en", lang: "fr_CA.UTF-8").errors.contains("is not a folder"))
        #expect(try tool("check", "--help", lang: "fr_CA.UTF-8").output.contains("Dossier de la configuration"))
    }

    @Test func schemaIsJSON() throws {
        let schema = try parsed(try Tool()("schema").output)
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        let names = try #require(schema["$defs"] as? [String: Any])
        #expect(names["pack"] != nil)
    }

    @Test func eval() throws {
        let tool = try Tool()
        try tool.write(#"{"a": {"b": [1, 2.5, "x"]}}"#, to: "d.json")
        try tool.write("[1]", to: "list.json")
        let value = try tool("eval", #"a.b[2] + "é""#, "--data", "d.json")
        #expect(value.status == 0 && value.output == "\"xé\"\n")
        #expect(try tool("eval", "a", "--data", "d.json", "--format", "json").output == "{\"b\":[1,2.5,\"x\"]}\n")

        let syntax = try tool("eval", "1 + ")
        #expect(syntax.status == 1 && syntax.output.isEmpty)
        #expect(
            syntax.errors == """
                <expr>:1:5: error[cel/syntax]: the expression ends too early
                 1 | 1 + 
                   |     ^

                """)
        let runtime = try tool("eval", "1 / 0", "--lang", "fr")
        #expect(runtime.status == 1 && runtime.errors.contains("erreur[cel/division-by-zero]\u{A0}: division par zéro"))
        let json = try parsed(try tool("eval", "a.c", "--data", "d.json", "--format", "json").output)
        #expect(json["code"] as? String == "cel/no-such-key")
        let list = try tool("eval", "a", "--data", "list.json")
        #expect(list.status == 1 && list.errors.hasPrefix("list.json:1:1: error[data/not-an-object]"))
        #expect(try tool("eval", "a", "--data", "nope.json").errors.hasPrefix("error[file/not-found]"))
    }
}
