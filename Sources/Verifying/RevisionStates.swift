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
        ends = file.sections.map { PDFRevisionEnd.find(after: $0, in: file) }
        states[file.end] = file
    }

    /// Sections of one linearised revision count once: only the later one has its own end.
    var revisionCount: Int { Set(ends.compactMap { $0 }).count }

    func revisionNumber(endingAt end: Int) -> Int? {
        let sorted = Set(ends.compactMap { $0 }).sorted()
        return sorted.firstIndex(of: end).map { $0 + 1 }
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
            let index = file.sections.firstIndex(where: { $0.offset == newest.offset }), ends[index] == end,
            file.sections.count - index == state.sections.count,
            zip(file.sections[index...], state.sections).allSatisfy({ $0.offset == $1.offset })
        else { return fail() }
        let then = SignatureFields.all(state).first { $0.reference == field.reference }
        guard let then, then.name == field.name, then.value?["Contents"] == .string(contents) else { return fail() }
        return .success(state)
    }

    /// What the revisions after a signed state did, judged by the allow-list.
    mutating func changes(after signed: PDFFile, level: Int?, end: Int) -> ChangeAnalysis.Result {
        var result = ChangeAnalysis.Result()
        guard let newest = signed.sections.first, let index = file.sections.firstIndex(where: { $0.offset == newest.offset }) else {
            return result
        }
        // All later signatures in the signed state's own levels: the strictest certification holds.
        let known = referrers[end] ?? ObjectReferrers(signed)
        if index > 0 { referrers[end] = known }
        var changed: Set<Int> = []
        var start = end
        for later in stride(from: index - 1, through: 0, by: -1) {
            let section = file.sections[later]
            guard let revisionEnd = ends[later], section.offset >= start, section.kind != .hybrid, let state = state(upTo: revisionEnd)
            else {
                result.refused.append(Findings.brokenRevision())
                return result
            }
            result.refused += account(for: section, from: start, to: revisionEnd, in: state)
            changed.formUnion(section.entries.keys)
            var analysis = ChangeAnalysis(old: signed, new: state, changed: changed, referrers: known, level: level)
            let found = analysis.run()
            result.allowed = found.allowed
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
            guard case .offset(let offset, _)? = section.entries[number] else { continue }
            if offset == section.offset { continue }
            guard offset >= start, offset < section.offset, let extent = state.extent(number: number) else {
                findings.append(Findings.strangeReference(number))
                continue
            }
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
            for byte in file.bytes[position..<range.lowerBound] where ![0x20, 0x0A, 0x0D, 0x09, 0x0C, 0].contains(byte) { stray += 1 }
            position = range.upperBound
        }
        if stray > 0 { findings.append(Findings.strayBytes(stray)) }
        unaccounted[end] = findings
        return findings
    }
}

/// Where a revision ends: after the `%%EOF` that follows its cross-reference section, and one end of line.
enum PDFRevisionEnd {
    static func find(after section: PDFSection, in file: PDFFile) -> Int? {
        let bytes = file.bytes
        var position = section.end
        func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x0A, 0x0D, 0x09, 0x0C, 0].contains(byte) }
        func skip() { while position < file.end, isSpace(bytes[position]) { position += 1 } }
        func take(_ text: String) -> Bool {
            let wanted = Array(text.utf8)
            guard file.end - position >= wanted.count, bytes[position..<position + wanted.count].elementsEqual(wanted) else { return false }
            position += wanted.count
            return true
        }
        skip()
        guard take("startxref") else { return nil }
        skip()
        var digits = 0
        var value = 0
        while position < file.end, bytes[position] >= 0x30, bytes[position] <= 0x39, digits < 15 {
            value = value * 10 + Int(bytes[position] - 0x30)
            digits += 1
            position += 1
        }
        // A linearised file's first section ends with `startxref 0`.
        guard digits > 0, value == section.offset || value == 0 else { return nil }
        skip()
        guard take("%%EOF") else { return nil }
        if position < file.end, bytes[position] == 0x0D { position += 1 }
        if position < file.end, bytes[position] == 0x0A { position += 1 }
        return position
    }
}
