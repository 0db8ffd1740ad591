import Diagnostics
import Synchronization
import Testing

@testable import ParapheCLI

/// How far long work is, on a terminal and in a log; time goes by as the test says.
@Suite struct ProgressBarTests {
    /// A terminal of one line, and its clock.
    private final class Screen: Sendable {
        private struct State {
            var seconds = 100.0
            var writes: [String] = []
        }
        private let state = Mutex(State())

        func wait(_ seconds: Double) { state.withLock { $0.seconds += seconds } }
        var now: Double { state.withLock { $0.seconds } }
        var writes: [String] { state.withLock { $0.writes } }
        func write(_ text: String) { state.withLock { $0.writes.append(text) } }

        /// What stands there, as a terminal would show it: each finished line, and the one that the cursor is in.
        var lines: [String] {
            var lines: [[Character]] = [[]]
            var column = 0
            for character in writes.joined() {
                switch character {
                case "\r": column = 0
                case "\n":
                    lines.append([])
                    column = 0
                default:
                    if column < lines[lines.count - 1].count {
                        lines[lines.count - 1][column] = character
                    } else {
                        lines[lines.count - 1].append(character)
                    }
                    column += 1
                }
            }
            return lines.map { line in
                var text = String(line)
                while text.hasSuffix(" ") { text.removeLast() }
                return text
            }
        }

        func bar(
            _ kind: ProgressSurface.Kind = .terminal, width: Int = 80, sharesScreen: Bool = true, _ language: Language = .english
        ) -> ProgressBar {
            ProgressBar(
                ProgressSurface(
                    kind: kind, sharesScreen: sharesScreen, width: { width }, seconds: { self.now }, write: { self.write($0) }),
                language: language)
        }
    }

    private func step(_ done: Int64, of total: Int64? = nil, _ unit: ProgressStep.Unit = .events) -> ProgressStep {
        ProgressStep(unit, done, of: total)
    }

    // MARK: - On a terminal

    @Test func shortWorkShowsNothing() {
        let screen = Screen()
        let bar = screen.bar()
        for done in 0..<10 {
            bar.tell(step(Int64(done), of: 10))
            screen.wait(0.04)
        }
        bar.end()
        #expect(screen.writes.isEmpty)
    }

    @Test func oneLineIsWrittenOverAndTakenAway() {
        let screen = Screen()
        let bar = screen.bar()
        bar.tell(step(0, of: 20_000))
        screen.wait(4)
        bar.tell(step(5_000, of: 20_000))
        #expect(screen.lines == ["[======>                       ]   25%  5,000/20,000\u{A0}events  12\u{A0}s left"])
        screen.wait(8)
        bar.tell(step(20_000, of: 20_000))
        #expect(screen.lines == ["[==============================]  100%  20,000/20,000\u{A0}events"])
        bar.end()
        #expect(screen.lines == [""] && screen.writes.last?.hasSuffix("\r") == true)
    }

    @Test func tenTimesASecondAtMost() {
        let screen = Screen()
        let bar = screen.bar()
        for done in 0..<2_000 {
            bar.tell(step(Int64(done), of: 2_000))
            screen.wait(0.001)
        }
        #expect((14...16).contains(screen.writes.count), "\(screen.writes.count) in 1.5 s after the first half second")
    }

    @Test func whatIsPrintedGoesAboveIt() {
        let screen = Screen()
        let bar = screen.bar(width: 30)
        screen.wait(1)
        bar.tell(step(3, of: 4, .dossiers))
        bar.stepAside(onScreen: true, endsLine: true) { screen.write("D-1  moved, in words longer than the bar\n") }
        #expect(screen.lines == ["D-1  moved, in words longer than the bar", " 75%  3/4\u{A0}dossiers"])
        // A line that has not ended keeps the place for itself.
        bar.stepAside(onScreen: true, endsLine: false) { screen.write("half") }
        #expect(screen.lines.last == "half")
        bar.end()
        bar.tell(step(4, of: 4, .dossiers))
        #expect(screen.lines.last == "half", "nothing comes after the end")
        // Results that go to a file leave the bar where it is.
        let other = Screen()
        let quiet = other.bar(sharesScreen: false)
        other.wait(1)
        quiet.tell(step(1))
        let count = other.writes.count
        quiet.stepAside(onScreen: quiet.sharesScreen, endsLine: true) {}
        #expect(other.writes.count == count)
    }

    @Test func eachStageIsTimedByItself() {
        let screen = Screen()
        let bar = screen.bar()
        bar.tell(step(0, of: 100))
        screen.wait(50)
        bar.tell(step(100, of: 100))
        bar.tell(step(0, of: 10, .documents))
        screen.wait(2)
        bar.tell(step(5, of: 10, .documents))
        #expect(screen.lines.last?.hasSuffix("50%  5/10\u{A0}documents  2\u{A0}s left") == true, "\(screen.lines)")
    }

    // MARK: - In a log

    @Test func aLogGetsALineASecondAndTheTotal() {
        let screen = Screen()
        let bar = screen.bar(.plain)
        for done in 0...24 {
            bar.tell(step(Int64(done * 125), of: 3_000, .commands))
            screen.wait(0.125)
        }
        bar.end()
        bar.end()
        #expect(
            screen.lines == [
                " 33%  1,000/3,000\u{A0}commands  2\u{A0}s left", " 66%  2,000/3,000\u{A0}commands  1\u{A0}s left",
                "100%  3,000/3,000\u{A0}commands  in 3\u{A0}s  960/s", "",
            ], "\(screen.lines)")
        let silent = Screen()
        silent.bar(.plain).end()
        #expect(silent.writes.isEmpty)
    }

    @Test func nobodyLooks() {
        let screen = Screen()
        let bar = screen.bar(.none)
        screen.wait(10)
        bar.tell(step(1))
        bar.end()
        #expect(screen.writes.isEmpty && !bar.isShown)
    }

    // MARK: - The line

    private static let cases: [(done: Int64, total: Int64?)] = [
        (0, nil), (1_234_567, nil), (0, 10), (7, 10), (10, 10), (12, 10), (3, 2_000_000_000),
    ]

    /// Whatever is counted, in both languages and at each width.
    @Test func neverLongerThanTheWidth() {
        for language in Language.allCases {
            let layout = ProgressLayout(language: language)
            for width in 0...120 {
                for unit in ProgressStep.Unit.allCases {
                    for (done, total) in Self.cases {
                        for seconds in [0, 1.5, 59.6, 7_000, 1e9] {
                            let line = layout.line(step(done, of: total, unit), seconds: seconds, width: width)
                            #expect(line.count <= width)
                            #expect(!line.contains("\n") && !line.contains("\r"))
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        (20, " 50%  5/10\u{A0}files"), (27, " 50%  5/10\u{A0}files  6\u{A0}s left"), (29, "[===>     ]   50%  5/10\u{A0}files"),
        (10, " 50%"), (3, ""), (60, "[==============>               ]   50%  5/10\u{A0}files  6\u{A0}s left"),
    ])
    func asMuchAsFits(width: Int, line: String) {
        #expect(ProgressLayout(language: .english).line(step(5, of: 10, .files), seconds: 6, width: width) == line)
    }

    @Test func inBothLanguages() {
        let (french, english) = (ProgressLayout(language: .french), ProgressLayout(language: .english))
        #expect(french.plain(step(1, of: 4, .scenarios), seconds: 60) == " 25\u{A0}%  1/4\u{A0}scénarios  reste 3\u{A0}min\u{A0}00\u{A0}s")
        #expect(french.plain(step(12_345), seconds: 10) == "12\u{A0}345\u{A0}événements  1\u{A0}234/s  10\u{A0}s")
        #expect(english.plain(step(12_345), seconds: 10) == "12,345\u{A0}events  1,234/s  10\u{A0}s")
        #expect(
            french.plain(step(1), seconds: 0) == "1\u{A0}événement  0\u{A0}s"
                && english.plain(step(0), seconds: 0) == "0\u{A0}events  0\u{A0}s")
        #expect(french.plain(step(0), seconds: 0) == "0\u{A0}événement  0\u{A0}s")
        #expect(english.plain(step(12_345_678, of: 99_900_000, .bytes), seconds: 1) == " 12%  12.3/99.9\u{A0}MB  7\u{A0}s left")
        #expect(french.plain(step(12_345_678, .bytes), seconds: 5) == "12,3\u{A0}Mo  2,5\u{A0}Mo/s  5\u{A0}s")
        #expect(english.plain(step(1, of: 1_000), seconds: 30).hasSuffix("8\u{A0}h\u{A0}19\u{A0}min left"))
        #expect(english.conclusion(step(3, .dossiers), seconds: 4) == "3\u{A0}dossiers  in 4\u{A0}s  0.8/s")
        // More than was expected: the total was no good.
        #expect(english.plain(step(12, of: 10), seconds: 0) == "12\u{A0}events  0\u{A0}s")
    }
}
