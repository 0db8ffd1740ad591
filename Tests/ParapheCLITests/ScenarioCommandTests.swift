import Foundation
import Testing

/// `paraphe test`: scenarios of a pack, as coordinators run them.
@Suite struct ScenarioCommandTests {
    @Test func theExamplePasses() throws {
        let tool = try Tool()
        let outcome = try tool("test", Tool.example, "--lang", "en")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
        for words in ["scenarios, all pass", "Coverage: ", "transitions", "rules, both ways", "Requirements proved by a scenario"] {
            #expect(outcome.output.contains(words), "\(words)")
        }
        let french = try tool("test", Tool.example, "--lang", "fr", "--filter", "S1.4", "--filter", "s1.10")
        #expect(french.status == 0 && french.output.contains("tous réussissent") && !french.output.contains("Couverture"))
    }

    /// A required field is taken away: the scenarios notice.
    @Test func aChangeIsNoticed() throws {
        let tool = try Tool()
        try tool.copyExample()
        try tool.replace("require: dossier.urgency == 'elective'", with: "require: size(dossier.urgency) > 0", in: "pack/rules.yaml")
        let outcome = try tool("test", "pack")
        #expect(outcome.status == 1)
        for words in ["✗ ", "expected: ", "actual: ", "pack/scenarios/", " failed"] {
            #expect(outcome.output.contains(words), "\(words) in \(outcome.output)")
        }
        let json = try tool("test", "pack", "--format", "json")
        let report = try parsed(json.output)
        #expect(json.status == 1 && (report["failed"] as? Int ?? 0) > 0)
        let junit = try tool("test", "pack", "--format", "junit")
        #expect(junit.status == 1 && junit.output.hasPrefix("<?xml") && junit.output.contains("<failure message="))
        #expect(junit.output.components(of: "<failure message=") == report["failed"] as? Int)
    }

    @Test func faultsOfScenarioFilesPointAtTheirPlace() throws {
        let tool = try Tool()
        try tool.copyExample()
        try tool.write(
            """
            scenarios:
              - name: broken
                now: 2026-11-21T14:00:00Z
                steps:
                  - do: submitt
                    as: gcote
            """, to: "pack/scenarios/broken.yaml")
        let outcome = try tool("test", "pack")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("pack/scenarios/broken.yaml:5:13: error[scenario/unknown-name]: `submitt` is not an action"))
        #expect(outcome.errors.contains("did you mean `submit`?"))
        let french = try tool("test", "pack", "--lang", "fr")
        #expect(french.errors.contains("vouliez-vous dire `submit`\u{202F}?"))
    }

    @Test func coverageCanBeRequired() throws {
        let tool = try Tool()
        try tool.copyExample()
        for name in try tool.names(in: "pack/scenarios") where name != "fax.yaml" {
            try FileManager.default.removeItem(atPath: tool.place.path + "/pack/scenarios/" + name)
        }
        #expect(try tool("test", "pack").status == 0)
        let outcome = try tool("test", "pack", "--require-coverage", "90", "--coverage", "full")
        #expect(outcome.status == 1 && outcome.errors.contains("error[scenario/coverage]") && outcome.output.contains("never held"))
        #expect(try tool("test", "pack", "--require-coverage", "900").status != 0)
    }

    @Test func nothingToRun() throws {
        let tool = try Tool()
        try tool.copyExample()
        #expect(try tool("test", "pack", "--filter", "nothing is called so").errors.contains("no scenario matches"))
        try FileManager.default.removeItem(atPath: tool.place.path + "/pack/scenarios")
        let outcome = try tool("test", "pack")
        #expect(outcome.status == 1 && outcome.errors.contains("error[scenario/none]"))
    }
}
