import Glibc
import Journal

/// The functions of PostgreSQL's client library that are used here (PostgreSQL 15, chapter 34).
///
/// The library is loaded when the first store asks for it: it brings twenty others, which no command that works without it shall pay for.
struct LibPQ: Sendable {
    typealias Text = UnsafePointer<CChar>
    typealias Texts = UnsafePointer<Text?>
    typealias Sizes = UnsafePointer<Int32>

    /// `ConnStatusType`, `ExecStatusType` and `PG_DIAG_SQLSTATE`, which never change.
    static let connectionIsOK: Int32 = 0
    static let commandIsOK: Int32 = 1
    static let tuplesAreOK: Int32 = 2
    static let sqlState = Int32(UInt8(ascii: "C"))
    static let messagePrimary = Int32(UInt8(ascii: "M"))

    let connect: @convention(c) (Texts?, Texts?, Int32) -> OpaquePointer?
    let status: @convention(c) (OpaquePointer) -> Int32
    let errorMessage: @convention(c) (OpaquePointer) -> Text?
    let finish: @convention(c) (OpaquePointer) -> Void
    let execute: @convention(c) (OpaquePointer, Text) -> OpaquePointer?
    let prepare: @convention(c) (OpaquePointer, Text, Text, Int32, UnsafePointer<UInt32>?) -> OpaquePointer?
    let executePrepared: @convention(c) (OpaquePointer, Text, Int32, Texts?, Sizes?, Sizes?, Int32) -> OpaquePointer?
    let resultStatus: @convention(c) (OpaquePointer) -> Int32
    let resultField: @convention(c) (OpaquePointer, Int32) -> Text?
    let rowCount: @convention(c) (OpaquePointer) -> Int32
    let columnCount: @convention(c) (OpaquePointer) -> Int32
    let value: @convention(c) (OpaquePointer, Int32, Int32) -> Text?
    let length: @convention(c) (OpaquePointer, Int32, Int32) -> Int32
    let isNull: @convention(c) (OpaquePointer, Int32, Int32) -> Int32
    let clear: @convention(c) (OpaquePointer) -> Void
    let socket: @convention(c) (OpaquePointer) -> Int32
    let consumeInput: @convention(c) (OpaquePointer) -> Int32
    let notification: @convention(c) (OpaquePointer) -> UnsafeMutableRawPointer?
    let free: @convention(c) (UnsafeMutableRawPointer) -> Void
    let setNoticeProcessor:
        @convention(c) (OpaquePointer, @convention(c) (UnsafeMutableRawPointer?, Text?) -> Void, UnsafeMutableRawPointer?)
            -> UnsafeMutableRawPointer?

    /// The library, loaded once; or why it cannot be.
    static let shared: Result<LibPQ, JournalError> = {
        guard let handle = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL) else {
            let reason = "PostgreSQL's client library is not there: install it (Debian: apt-get install libpq5)"
            return .failure(JournalError(.unavailable, reason: reason, place: "libpq.so.5"))
        }
        do throws(JournalError) {
            return .success(try LibPQ(handle))
        } catch {
            return .failure(error)
        }
    }()

    private init(_ handle: UnsafeMutableRawPointer) throws(JournalError) {
        func symbol<Function>(_ name: String, as type: Function.Type) throws(JournalError) -> Function {
            guard let address = dlsym(handle, name) else {
                throw JournalError(.unavailable, reason: "PostgreSQL's client library has no \(name)", place: "libpq.so.5")
            }
            return unsafeBitCast(address, to: type)
        }
        connect = try symbol("PQconnectdbParams", as: (@convention(c) (Texts?, Texts?, Int32) -> OpaquePointer?).self)
        status = try symbol("PQstatus", as: (@convention(c) (OpaquePointer) -> Int32).self)
        errorMessage = try symbol("PQerrorMessage", as: (@convention(c) (OpaquePointer) -> Text?).self)
        finish = try symbol("PQfinish", as: (@convention(c) (OpaquePointer) -> Void).self)
        execute = try symbol("PQexec", as: (@convention(c) (OpaquePointer, Text) -> OpaquePointer?).self)
        prepare = try symbol(
            "PQprepare", as: (@convention(c) (OpaquePointer, Text, Text, Int32, UnsafePointer<UInt32>?) -> OpaquePointer?).self)
        executePrepared = try symbol(
            "PQexecPrepared", as: (@convention(c) (OpaquePointer, Text, Int32, Texts?, Sizes?, Sizes?, Int32) -> OpaquePointer?).self)
        resultStatus = try symbol("PQresultStatus", as: (@convention(c) (OpaquePointer) -> Int32).self)
        resultField = try symbol("PQresultErrorField", as: (@convention(c) (OpaquePointer, Int32) -> Text?).self)
        rowCount = try symbol("PQntuples", as: (@convention(c) (OpaquePointer) -> Int32).self)
        columnCount = try symbol("PQnfields", as: (@convention(c) (OpaquePointer) -> Int32).self)
        value = try symbol("PQgetvalue", as: (@convention(c) (OpaquePointer, Int32, Int32) -> Text?).self)
        length = try symbol("PQgetlength", as: (@convention(c) (OpaquePointer, Int32, Int32) -> Int32).self)
        isNull = try symbol("PQgetisnull", as: (@convention(c) (OpaquePointer, Int32, Int32) -> Int32).self)
        clear = try symbol("PQclear", as: (@convention(c) (OpaquePointer) -> Void).self)
        socket = try symbol("PQsocket", as: (@convention(c) (OpaquePointer) -> Int32).self)
        consumeInput = try symbol("PQconsumeInput", as: (@convention(c) (OpaquePointer) -> Int32).self)
        notification = try symbol("PQnotifies", as: (@convention(c) (OpaquePointer) -> UnsafeMutableRawPointer?).self)
        free = try symbol("PQfreemem", as: (@convention(c) (UnsafeMutableRawPointer) -> Void).self)
        setNoticeProcessor = try symbol(
            "PQsetNoticeProcessor",
            as: (@convention(c) (
                OpaquePointer, @convention(c) (UnsafeMutableRawPointer?, Text?) -> Void, UnsafeMutableRawPointer?
            ) -> UnsafeMutableRawPointer?).self)
    }
}
