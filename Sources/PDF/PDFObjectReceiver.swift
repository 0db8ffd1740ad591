/// What takes indirect objects: a new file, an update, or a fragment that goes into either.
package protocol PDFObjectReceiver {
    /// A number for an object that is written later.
    mutating func reserve() -> PDFReference
    /// Writes an object under a reserved number.
    mutating func write(_ object: PDFObject, as reference: PDFReference)
}

extension PDFObjectReceiver {
    /// Writes an object under a new number.
    @discardableResult
    package mutating func add(_ object: PDFObject) -> PDFReference {
        let reference = reserve()
        write(object, as: reference)
        return reference
    }
}

extension PDFUpdate: PDFObjectReceiver {}
