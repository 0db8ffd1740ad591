/// Why no answer came.
enum HTTPFailure: Error, Hashable {
    case notReached(String)
    case timedOut
    case tooLong
    case broken
}
