import ArgumentParser
import Foundation
import Testing

@testable import ParapheCLI

/// `--format json` of every command: programs read results and faults alike (docs/json.md).
@Suite struct CommandFormatTests {
    /// The commands that do something, by their names.
    private static let leaves: [(names: [String], command: any ParsableCommand.Type)] = leaves(of: ParapheCommand.self, [])

    private static func leaves(
        of command: any ParsableCommand.Type, _ names: [String]
    ) -> [(names: [String], command: any ParsableCommand.Type)] {
        let subcommands = command.configuration.subcommands
        guard !subcommands.isEmpty else { return [(names, command)] }
        return subcommands.flatMap { leaves(of: $0, names + [$0.configuration.commandName ?? "\($0)"]) }
    }

    @Test func everyCommandSpeaksJSON() {
        #expect(Self.leaves.count > 40)
        for (names, command) in Self.leaves {
            let help = ParapheCommand.helpMessage(for: command, columns: 200)
            let line = help.split(separator: "\n").first { $0.trimmingCharacters(in: .whitespaces).hasPrefix("--format") }
            #expect(line?.contains("json") ?? false, "\(names.joined(separator: " ")) has no --format json")
        }
    }

    /// The table of the page names each of them.
    @Test func thePageListsEveryCommand() throws {
        let page = try String(contentsOfFile: Tool.repository + "/docs/json.md", encoding: .utf8)
        for (names, _) in Self.leaves {
            #expect(page.contains("| `" + names.joined(separator: " ") + "`"), "\(names.joined(separator: " "))")
        }
    }

    /// Something that is not there: exit code 1, and each line of the output is an object that says so.
    @Test(arguments: [
        ["check", "nope"], ["test", "nope"], ["diff", "nope", "none"], ["publish", "nope", "--to", "x", "--by", "A"],
        ["render", "t", "--pack", "nope", "-o", "o.pdf"], ["typeset", "nope.xhtml", "-o", "o.pdf"],
        ["fax", "d.json", "--pack", "nope", "-o", "o.pdf"], ["sign", "nope.pdf", "--key", "k.pem", "-o", "o.pdf"],
        ["addend", "nope.pdf", "--text", "t", "--key", "k.pem", "-o", "o.pdf"], ["extend", "nope.pdf", "-o", "o.pdf"],
        ["prepare", "nope.pdf", "--request", "r", "-o", "o.pdf"], ["embed", "nope.pdf", "--request", "r", "--cms", "c", "-o", "o.pdf"],
        ["verify", "nope.pdf"], ["extract", "nope.pdf"], ["parity", "nope"], ["translate", "export", "nope", "-o", "w.xlf"],
        ["translate", "import", "w.xlf", "nope"], ["eval", "1 +"], ["watch", "nope.xhtml", "--no-open", "--editor", "'"],
        ["request", "act", "create", "--store", "s", "--pack", "nope", "--as", "a"],
        ["request", "list", "--store", "s", "--pack", "nope", "--as", "a"],
        ["request", "show", "D", "--store", "s", "--pack", Tool.example, "--as", "gcote"],
        ["request", "history", "D", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["request", "document", "D", "x", "-o", "o", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["request", "export", "D", "-o", "o", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["request", "import", "nope.tar", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["request", "exchange", "fhir", "D", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["account", "invite", "D", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["account", "create", "D", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["account", "sign-in", "D", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["account", "sign-out", "--store", "s", "--pack", "nope", "--session", "t"],
        ["deliver", "--list", "--store", "s", "--pack", "nope"], ["apply", "nope", "--store", "s", "--pack", "nope"],
        ["migrate", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["disclose", "D", "--store", "s", "--pack", "nope", "--as", "gcote"],
        ["erase", "--store", "s", "--pack", "nope", "--as", "gcote"], ["audit", "--store", "s"],
        ["explain", "nope", "--as", "a", "--do", "b"], ["who", "nope"], ["reference", "nope/nope"], ["conformance", "cel", "nope"],
        ["demo", "--pack", "nope"],
    ])
    func faultsAreJSONToo(arguments: [String]) throws {
        let tool = try Tool()
        let outcome = try tool.run(arguments + ["--format", "json"])
        #expect(outcome.status == 1, "\(outcome)")
        let lines = try outcome.output.split(separator: "\n").map { try parsed(String($0)) }
        #expect(lines.contains { $0["severity"] as? String == "error" && $0["code"] is String && $0["message"] is String }, "\(outcome)")
        #expect(!outcome.errors.contains("error["), "\(outcome.errors)")
    }

    @Test(arguments: [["check", "--format", "json"], ["check", "--format=json", "a", "b"], ["frob", "--format", "json"]])
    func wrongArgumentsAreAFinding(arguments: [String]) throws {
        let outcome = try Tool().run(arguments)
        #expect(outcome.status == 64 && outcome.errors.isEmpty, "\(outcome)")
        #expect(try parsed(outcome.output)["code"] as? String == "command/usage")
        #expect(try Tool().run(["check", "--help", "--format", "json"]).output.contains("USAGE"))
    }

    @Test func referenceForPrograms() throws {
        let tool = try Tool()
        let pages = try tool("reference", "--format", "json").output.split(separator: "\n").map { try parsed(String($0)) }
        #expect(pages.compactMap { $0["page"] as? String }.contains("diagnostics"))
        let code = try parsed(try tool("reference", "command/usage", "--format", "json").output)
        #expect(code["code"] as? String == "command/usage" && (code["summary"] as? [String: String])?.count == 2)
        let codes = try #require(try parsed(try tool("reference", "diagnostics", "--format", "json").output)["codes"] as? [[String: Any]])
        #expect(codes.count > 300)
        let files = try tool("reference", "-o", "ref", "--format", "json").output.split(separator: "\n").map { try parsed(String($0)) }
        #expect(files.count == pages.count * 2 && (files.first?["file"] as? String)?.hasPrefix("ref/") == true)
        #expect(try parsed(try tool("schema", "--format", "json").output)["$schema"] != nil)
        let timed = try tool("eval", "1 + 1", "--time", "--format", "json").output.split(separator: "\n")
        #expect(timed.first == "2" && timed.count == 2)
        #expect(try parsed(String(timed.last ?? ""))["cost"] is Int)
    }
}

/// Help and wrong arguments, in the language asked for.
@Suite struct HelpTests {
    @Test func commandsAreInGroups() throws {
        let english = try Tool()("--help", "--lang", "en").output
        for heading in ["PACK", "DOCUMENT", "SIGNATURE", "REQUEST", "STORE", "TOOL"] {
            #expect(english.contains("\n\(heading) SUBCOMMANDS:"))
        }
        let french = try Tool()("--help", lang: "fr_CA.UTF-8").output
        for heading in ["CONFIGURATION", "DOCUMENT", "SIGNATURE", "DEMANDE", "REGISTRE", "OUTIL"] {
            #expect(french.contains("\n\(heading)\u{A0}:\n"), "\(french)")
        }
    }

    /// No word of the reader of arguments is left over.
    @Test func pagesOfHelpAreFrench() {
        for names in [[], ["render"], ["request"], ["request", "list"], ["apply"], ["test"], ["account"], ["who"]] as [[String]] {
            do {
                var command = try ParapheCommand.parseAsRoot(names + ["--help"])
                try command.run()
            } catch {
                let page = FrenchHelp.page(ParapheCommand.fullMessage(for: error))
                for word in ["OVERVIEW", "SUBCOMMANDS", "Show ", "(values", "default:", "See '", "<subcommand>"] {
                    #expect(!page.contains(word), "\(names): \(word)")
                }
                #expect(page.hasPrefix("APERÇU\u{A0}: "))
            }
        }
        #expect(FrenchHelp.page("#compdef paraphe\n# Show the version.") == "#compdef paraphe\n# Show the version.")
    }

    @Test(arguments: [
        (["check"], "il manque l’argument '<pack>'"),
        (["check", "a", "--fromat", "json"], "option inconnue '--fromat'; vouliez-vous dire '--format'\u{202F}?"),
        (["check", "a", "b"], "argument de trop 'b'"), (["check", "a", "b", "c"], "2 arguments de trop\u{A0}: 'b', 'c'"),
        (["check", "a", "--format"], "il manque la valeur de '--format <format>'"),
        (["check", "a", "--format", "xml"], "la valeur 'xml' ne convient pas à '--format <format>'; écrire 'text' ou 'json'"),
        (["check", "a", "--verbose=1"], "l’option '--verbose' ne prend pas de valeur, et '1' est donné"),
        (["chek", "a"], "`chek` n’est pas une commande; "), (["account", "sign"], "`sign` n’est pas une commande"),
    ])
    func wrongArgumentsInFrench(arguments: [String], words: String) throws {
        let outcome = try Tool().run(arguments, lang: "fr_CA.UTF-8")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("Erreur\u{A0}: " + words), "\(outcome.errors)")
        #expect(!outcome.errors.contains("Error:") && !outcome.errors.contains("See '"), "\(outcome.errors)")
    }

    @Test func aMisspelledCommandIsNamed() throws {
        let outcome = try Tool()("chek", "a", "--lang", "en")
        #expect(
            outcome.status == 64 && outcome.errors.contains("`chek` is no command") && outcome.errors.contains("`check`"),
            "\(outcome.errors)")
        #expect(CommandPath.unknown(in: ["request", "submit", "D-1"]) == nil && CommandPath.unknown(in: ["help", "check"]) == nil)
        #expect(CommandPath.unknown(in: ["--version"]) == nil && CommandPath.unknown(in: ["check", "nope"]) == nil)
        #expect(CommandPath.unknown(in: ["translate", "exprot"])?.name == "exprot")
    }
}
