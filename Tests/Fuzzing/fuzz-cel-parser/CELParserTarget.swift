import CEL
import Diagnostics

/// Any bytes as an expression: parsing never traps or hangs, printing a tree and reading it again gives the same tree, and faults stay
/// within the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCELParser(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    let environment = CELEnvironment()
    let (program, bag) = environment.compileUnchecked(EmbeddedText(verbatim: text, source: SourceID(index: 0)))
    for diagnostic in bag.diagnostics {
        guard let span = diagnostic.span else { fatalError("a fault without a place") }
        precondition(span.range.upperBound <= text.utf8.count, "a fault outside the text")
    }
    guard let program else {
        precondition(bag.hasErrors, "no program and no fault")
        return 0
    }
    let printed = program.text
    guard let again = environment.compileUnchecked(EmbeddedText(verbatim: printed, source: SourceID(index: 0))).program else {
        fatalError("printed text is not readable")
    }
    precondition(again.tree.hasSameForm(as: program.tree), "printing and reading again gives another tree")
    return 0
}
