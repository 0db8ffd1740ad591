import CEL
import Diagnostics
import Testing

@Test func placeholder() {}
