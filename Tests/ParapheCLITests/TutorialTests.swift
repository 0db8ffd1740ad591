import Foundation
import Testing

/// The tutorials, done step by step: what they tell the reader to type gives what they show.
///
/// Two kinds of comment, invisible to readers, do what the text asks of their hands: `<!-- file NAME -->` writes the next block to a file, and
/// `<!-- edit NAME: OLD => NEW -->` changes a file, `\n` standing for a line's end.
@Suite struct TutorialTests {
    private enum Step {
        case run(String, line: Int)
        case output(String, line: Int)
        case file(String, text: String)
        case edit(String, old: String, new: String)
    }

    @Test(
        arguments: [
            "tutorial.md", "tutorial-coordinator.md", "tutorial-coordinator.fr.md", "tutorial-trainer.md", "tutorial-trainer.fr.md",
        ])
    func showsWhatHappens(page: String) throws {
        let tool = try Tool()
        for name in ["examples", "docs"] {
            try FileManager.default.createSymbolicLink(
                atPath: tool.place.path + "/" + name, withDestinationPath: Tool.repository + "/" + name)
        }
        var shown = ""
        for step in try steps(of: page) {
            switch step {
            case .file(let name, let text): try tool.write(text, to: name)
            case .edit(let name, let old, let new): try tool.replace(old, with: new, in: name)
            case .run(let script, let line):
                let outcome = try tool.shell(script.replacingOccurrences(of: "/tmp/first", with: "."))
                shown = comparable(outcome.output)
                #expect(outcome.status == 0 || outcome.status == 1, "\(page):\(line): \(outcome)")
            case .output(let expected, let line):
                #expect(shown.contains(comparable(expected)), "\(page):\(line): what is shown is not what came:\n\(shown)")
            }
        }
    }

    /// Digests and the moment of a signature are new in each run; the ends of lines are not seen.
    private func comparable(_ text: String) -> String {
        var text = text.replacing(/[0-9a-f]{2}\/[0-9a-f]{20,}|[0-9a-f]{40,}/, with: "DIGEST")
        text = text.replacing(/by ([^,\n]+), \d{4}-\d{2}-\d{2}T[-:0-9]+, PAdES/) { "by \($0.output.1), NOW, PAdES" }
        return text.replacing(/\ +\n/, with: "\n").trimmingCharacters(in: .newlines)
    }

    private func steps(of page: String) throws -> [Step] {
        let lines = try String(contentsOfFile: Tool.repository + "/docs/" + page, encoding: .utf8).components(separatedBy: "\n")
        var steps: [Step] = []
        var file: String?
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if let comment = line.wholeMatch(of: /<!-- file (\S+) -->/) {
                file = String(comment.output.1)
            } else if let comment = line.wholeMatch(of: /<!-- edit (\S+): (.+) => (.+) -->/) {
                let texts = [comment.output.2, comment.output.3].map { $0.replacingOccurrences(of: "\\n", with: "\n") }
                steps.append(.edit(String(comment.output.1), old: texts[0], new: texts[1]))
            } else if line.hasPrefix("```") {
                let (kind, start) = (line.dropFirst(3), index)
                while index < lines.count, lines[index] != "```" { index += 1 }
                let text = lines[start..<min(index, lines.count)].joined(separator: "\n") + "\n"
                index += 1
                if let name = file {
                    steps.append(.file(name, text: text))
                    file = nil
                } else if kind == "sh" {
                    steps.append(.run(text, line: start))
                } else if kind.isEmpty {
                    steps.append(.output(text, line: start))
                }
            }
        }
        return steps
    }
}

extension Tool {
    /// Runs a block of a page in the reader's shell, where the block before it ended; errors stand among the output, as on a terminal.
    fileprivate func shell(_ script: String) throws -> Outcome {
        let executable = try #require(Self.executable, "build the product `paraphe` first")
        let kept = place.streams + "/shell"
        let lines = [
            "[ -e '\(kept)' ] && . '\(kept)'", script, "status=$?", "export -p > '\(kept)'; printf 'cd %q\\n' \"$PWD\" >> '\(kept)'",
            "exit $status",
        ]
        let path = place.streams + "/block.sh"
        let folder = URL(fileURLWithPath: executable).deletingLastPathComponent().path
        // The page's first command puts the release tool on the path; the tests try the one that was just built.
        let text = lines.joined(separator: "\n").replacingOccurrences(of: "$PWD/.build/release", with: folder)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try start("/bin/bash", ["-c", "exec 2>&1; . '\(path)'"], lang: "C.UTF-8")
    }
}
