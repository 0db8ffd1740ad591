import Certificates
import PDF

/// The file as it was after each of its revisions, and what each revision added.
struct RevisionStates {
    private let file: PDFFile
    /// Newest first, beside `file.sections`: one past the end of each revision; nil where the file does not say.
    private let ends: [Int?]
    private var states: [Int: PDFFile] = [:]
    private var referrers: [Int: ObjectReferrers] = [:]
    private var unaccounted: [Int: [Finding]] = [:]

    init(_ file: PDFFile) {
        self.file = file
        ends = file.sections.map { RevisionEnd.find(after: $0, in: file) }
        states[file.end] = file
    }

    /// Sections of one linearised revision count once: only the later one has its own end.
    var revisionCount: Int { Set(ends.compactMap { $0 }).count }

    func revisionNumber(endingAt end: Int) -> Int? {
        ranges.firstIndex { $0.contains(end - 1) || $0.upperBound == end }.map { $0 + 1 }
    }

    private mutating func state(upTo end: Int) -> PDFFile? {
        if let known = states[end] { return known }
        guard let state = try? PDFFile(bytes: file.bytes, end: end) else { return nil }
        states[end] = state
        return state
    }

    /// The file as the signature covers it: it must be a whole file by itself, with this signature in this field.
    mutating func signedState(upTo end: Int, field: SignatureFieldEntry, contents: [UInt8]) -> Result<PDFFile, FindingFailure> {
        func fail() -> Result<PDFFile, FindingFailure> { .failure(FindingFailure(Findings.notWholeRevision())) }
        guard let state = state(upTo: end), let newest = state.sections.first,
            let index = file.sections.firstIndex(where: { $0.offset == newest.offset }), isEnd(end, of: index),
            file.sections.count - index == state.sections.count,
            zip(file.sections[index...], state.sections).allSatisfy({ $0.offset == $1.offset })
        else { return fail() }
        let then = SignatureFields.all(state).first { $0.reference == field.reference }
        guard let then, then.name == field.name, then.value?["Contents"] == .string(contents) else { return fail() }
        return .success(state)
    }

    /// White space that is signed with a revision, or the end of line that is not, changes nothing.
    private func isEnd(_ end: Int, of index: Int) -> Bool {
        guard let known = ends[index] else { return false }
        let between = min(end, known)..<max(end, known)
        return between.count <= 16 && file.bytes[between].allSatisfy(RevisionEnd.isSpace)
    }

    /// The file as it was at the end of a signature, which ``signedState(upTo:field:contents:)`` has found to be a whole file.
    mutating func stateAt(_ end: Int) -> PDFFile? { state(upTo: end) }

    /// Each revision's bytes, from the first.
    var ranges: [Range<Int>] {
        var start = 0
        return Set(ends.compactMap { $0 }).sorted().map { end in
            defer { start = end }
            return start..<end
        }
    }

    /// What the revisions after a signed state did, judged by the allow-list.
    mutating func changes(after signed: PDFFile, level: Int?, end: Int) -> ChangeAnalysis.Result {
        var result = ChangeAnalysis.Result()
        guard let newest = signed.sections.first, let index = file.sections.firstIndex(where: { $0.offset == newest.offset }) else {
            return result
        }
        // All later signatures in the signed state's own levels: the strictest certification holds.
        guard index > 0 else {
            if end != file.end { result.refused.append(Findings.trailingBytes(file.end - end)) }
            return result
        }
        let known = referrers[end] ?? ObjectReferrers(signed)
        referrers[end] = known
        var changed: Set<Int> = []
        var start = end
        var previous = signed
        for later in stride(from: index - 1, through: 0, by: -1) {
            let section = file.sections[later]
            guard let revisionEnd = ends[later], section.offset >= start, section.kind != .hybrid, section.isRegular,
                let state = state(upTo: revisionEnd)
            else {
                result.refused.append(Findings.brokenRevision())
                return result
            }
            result.refused += account(for: section, from: start, to: revisionEnd, in: state)
            changed.formUnion(section.entries.keys)
            let explained = result.additions.subtracting(section.entries.keys)
            let found = ChangeAnalysis(
                old: signed, new: state, changed: changed, referrers: known, level: level, explained: explained
            ).run()
            result.allowed = found.allowed
            result.additions = found.additions
            // Validation data that came after the signature, and is taken away again.
            let step = ChangeJudgement(
                old: previous, new: state, changed: Set(section.entries.keys), referrers: known, level: level, explainedEarlier: [])
            SecurityStoreRule.judge(step)
            for finding in step.result.refused where !result.refused.contains(finding) { result.refused.append(finding) }
            previous = state
            for finding in found.refused where !result.refused.contains(finding) { result.refused.append(finding) }
            start = revisionEnd
        }
        if start != file.end { result.refused.append(Findings.trailingBytes(file.end - start)) }
        return result
    }

    /// Bytes of a revision that neither an object of its section, nor the section, nor the end of the file explains.
    private mutating func account(for section: PDFSection, from start: Int, to end: Int, in state: PDFFile) -> [Finding] {
        if let known = unaccounted[end] { return known }
        var findings: [Finding] = []
        var ranges: [Range<Int>] = [section.offset..<end]
        for number in section.entries.keys.sorted() {
            if case .inStream(let container, _)? = section.entries[number] {
                // An object in a stream of an earlier revision would bring forward what stood there hidden.
                guard case .offset(let offset, _)? = section.entries[container], offset >= start else {
                    findings.append(Findings.strangeReference(number))
                    continue
                }
            }
            guard case .offset(let offset, _)? = section.entries[number] else { continue }
            if offset == section.offset { continue }
            guard offset >= start, offset < section.offset, let extent = state.extent(number: number) else {
                findings.append(Findings.strangeReference(number))
                continue
            }
            if state.irregularNumbers.contains(number) { findings.append(Findings.irregular(number)) }
            ranges.append(extent)
        }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        var position = start
        var stray = 0
        for range in ranges {
            if range.lowerBound < position {
                findings.append(Findings.overlap())
                break
            }
            for byte in file.bytes[position..<range.lowerBound] where !RevisionEnd.isSpace(byte) { stray += 1 }
            position = range.upperBound
        }
        if stray > 0 { findings.append(Findings.strayBytes(stray)) }
        unaccounted[end] = findings
        return findings
    }
}
