import Diagnostics
import Synchronization

/// Shows how far long work is.
///
/// On a terminal it is one line, written over at most ten times a second, which makes way for whatever else is printed and leaves nothing
/// behind. Elsewhere, when it was asked for, it is a line a second at most, and a last one for each stage. Work that ends soon shows nothing
/// on a terminal.
final class ProgressBar: Sendable {
    /// From the start to the first line on a terminal.
    static let patienceSeconds = 0.5
    /// From one line to the next on a terminal.
    static let terminalSeconds = 0.1
    /// From one line to the next in a log.
    static let plainSeconds = 1.0

    /// One unit that is counted from 0.
    private struct Stage {
        let start: Double
        var step: ProgressStep
    }

    private struct State {
        var stage: Stage?
        /// When a line may be written again.
        var next: Double
        /// What stands on the terminal now.
        var shown = ""
        var isOver = false
    }

    private let surface: ProgressSurface
    private let layout: ProgressLayout
    private let state: Mutex<State>

    init(_ surface: ProgressSurface, language: Language) {
        self.surface = surface
        layout = ProgressLayout(language: language)
        let first = surface.kind == .terminal ? Self.patienceSeconds : Self.plainSeconds
        state = Mutex(State(next: surface.kind == .none ? .infinity : surface.seconds() + first))
    }

    /// Whether somebody sees it: whether a total is worth counting.
    var isShown: Bool { surface.kind != .none }

    /// What a use case tells.
    var listener: ProgressListener { { self.tell($0) } }

    func tell(_ step: ProgressStep) {
        guard isShown else { return }
        let now = surface.seconds()
        state.withLock { state in
            guard !state.isOver else { return }
            if let stage = state.stage, stage.step.unit == step.unit, stage.step.done <= step.done {
                state.stage?.step = step
            } else {
                conclude(&state, now)
                state.stage = Stage(start: now, step: step)
            }
            guard now >= state.next, let stage = state.stage else { return }
            switch surface.kind {
            case .terminal:
                state.next = now + Self.terminalSeconds
                // Full lines make some terminals go to the next one.
                draw(layout.line(step, seconds: now - stage.start, width: max(0, surface.width() - 1)), &state)
            case .plain:
                // The last line of the stage says the same.
                guard step.done != step.total else { return }
                state.next = now + Self.plainSeconds
                surface.write(layout.plain(step, seconds: now - stage.start) + "\n")
            case .none: return
            }
        }
    }

    /// Makes way for something that is printed, and comes back below it.
    ///
    /// - Parameters:
    ///   - onScreen: whether it may go to the terminal of the bar.
    ///   - endsLine: whether it leaves the cursor at the start of a line.
    func stepAside(onScreen: Bool, endsLine: Bool, _ print: () -> Void) {
        state.withLock { state in
            let shown = state.shown
            let isInTheWay = onScreen && !shown.isEmpty
            if isInTheWay { wipe(&state) }
            print()
            if isInTheWay, endsLine { draw(shown, &state) }
        }
    }

    /// The results go where the bar is.
    var sharesScreen: Bool { surface.sharesScreen }

    /// Takes it away, whether the work was done or failed; afterwards it hears nothing.
    func end() {
        guard isShown else { return }
        let now = surface.seconds()
        state.withLock { state in
            guard !state.isOver else { return }
            state.isOver = true
            conclude(&state, now)
            wipe(&state)
        }
    }

    // MARK: - Writing

    /// In a log, how far a stage came; one in which nothing was to be done is passed over.
    private func conclude(_ state: inout State, _ now: Double) {
        guard surface.kind == .plain, let stage = state.stage, stage.step.done > 0 else { return }
        surface.write(layout.conclusion(stage.step, seconds: now - stage.start) + "\n")
    }

    private func draw(_ text: String, _ state: inout State) {
        guard text != state.shown else { return }
        let rest = min(max(0, state.shown.count - text.count), max(0, surface.width() - 1 - text.count))
        surface.write("\r" + text + String(repeating: " ", count: rest))
        state.shown = text
    }

    private func wipe(_ state: inout State) {
        guard !state.shown.isEmpty else { return }
        surface.write("\r" + String(repeating: " ", count: min(state.shown.count, max(0, surface.width() - 1))) + "\r")
        state.shown = ""
    }
}
