import Diagnostics

/// A pattern in RE2's syntax, matched in time linear in the text: a Pike machine, never a backtracking one.
package struct RegularExpression: Sendable {
    /// Why a pattern cannot be taken.
    package struct Failure: Error, Sendable {
        package let message: Bilingual
    }

    /// Longest pattern, in bytes.
    static let longestPattern = 1_000

    indirect enum Node {
        case empty
        case set(ScalarSet)
        case sequence([Node])
        case choice([Node])
        case repetition(Node, minimum: Int, maximum: Int?, isLazy: Bool)
        case assertion(Assertion)
        /// A group that remembers what it matched, numbered from 1.
        case group(Node, Int)
    }

    enum Assertion { case textStart, textEnd, lineStart, lineEnd, wordBoundary, notWordBoundary }

    enum Instruction {
        case set(ScalarSet)
        /// Tries the first way, then the second.
        case split(Int, Int)
        case jump(Int)
        case assertion(Assertion)
        /// Remembers the place: begin and end of group n are slots 2n and 2n + 1.
        case save(Int)
        case match
    }

    let program: [Instruction]
    /// Groups that remember, beside the whole.
    package let groupCount: Int
    /// The pattern can match at the start of the text only.
    let isAnchored: Bool

    /// Steps per character, at most.
    package var cost: Int { program.count }

    package static func compile(_ pattern: String) -> Result<RegularExpression, Failure> {
        func failure(_ fr: String, _ en: String) -> Result<RegularExpression, Failure> {
            .failure(Failure(message: Bilingual(fr: fr, en: en)))
        }
        guard pattern.utf8.count <= longestPattern else {
            return failure(
                "l’expression régulière est trop longue (limite \(longestPattern) octets)",
                "the pattern is too long (limit \(longestPattern) bytes)")
        }
        var parser = PatternParser(pattern)
        guard let node = parser.parse() else {
            return failure("l’expression régulière est fautive\u{A0}: \(parser.fault.fr)", "the pattern is faulty: \(parser.fault.en)")
        }
        var emitter = Emitter()
        emitter.emit(node)
        guard let program = emitter.finish() else {
            return failure("l’expression régulière est trop complexe", "the pattern is too complex")
        }
        var isAnchored = false
        if case .assertion(.textStart)? = program.first { isAnchored = true }
        return .success(RegularExpression(program: program, groupCount: parser.groupCount, isAnchored: isAnchored))
    }
}

/// Turns the tree of a pattern into instructions.
struct Emitter {
    /// Largest program, in instructions, and most steps to make it.
    static let mostInstructions = 5_000
    private static let mostSteps = 50_000

    private var program: [RegularExpression.Instruction] = []
    private var steps = 0
    private var isTooLarge = false

    mutating func finish() -> [RegularExpression.Instruction]? {
        program.append(.match)
        return isTooLarge ? nil : program
    }

    /// Room for an instruction that is known later.
    private mutating func hole() -> Int {
        program.append(.match)
        return program.count - 1
    }

    private func fork(_ body: Int, _ rest: Int, isLazy: Bool) -> RegularExpression.Instruction {
        isLazy ? .split(rest, body) : .split(body, rest)
    }

    mutating func emit(_ node: RegularExpression.Node) {
        steps += 1
        // Counted repetitions nest: the product must not explode, even of what takes no instruction.
        guard program.count < Self.mostInstructions, steps < Self.mostSteps else {
            isTooLarge = true
            return
        }
        switch node {
        case .empty: return
        case .set(let set): program.append(.set(set))
        case .assertion(let assertion): program.append(.assertion(assertion))
        case .group(let inner, let number):
            program.append(.save(number * 2))
            emit(inner)
            program.append(.save(number * 2 + 1))
        case .sequence(let nodes): for node in nodes where !isTooLarge { emit(node) }
        case .choice(let nodes):
            var jumps: [Int] = []
            for (index, node) in nodes.enumerated() where !isTooLarge {
                guard index < nodes.count - 1 else {
                    emit(node)
                    break
                }
                let split = hole()
                emit(node)
                jumps.append(hole())
                program[split] = .split(split + 1, program.count)
            }
            for jump in jumps { program[jump] = .jump(program.count) }
        case .repetition(let inner, let minimum, let maximum, let isLazy):
            for _ in 0..<minimum where !isTooLarge { emit(inner) }
            if let maximum {
                var splits: [Int] = []
                for _ in 0..<max(0, maximum - minimum) where !isTooLarge {
                    splits.append(hole())
                    emit(inner)
                }
                for split in splits { program[split] = fork(split + 1, program.count, isLazy: isLazy) }
            } else {
                let split = hole()
                emit(inner)
                program.append(.jump(split))
                program[split] = fork(split + 1, program.count, isLazy: isLazy)
            }
        }
    }
}
