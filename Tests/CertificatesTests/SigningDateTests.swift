import Certificates
import Testing

@Suite struct SigningDateTests {
    @Test(arguments: [
        ("2026-11-21T14:30:00-05:00", "D:20261121143000-05'00'"), ("2026-11-21T14:30:00Z", "D:20261121143000+00'00'"),
        ("2024-02-29T00:00:00+05:30", "D:20240229000000+05'30'"), ("1969-12-31T23:59:59-02:30", "D:19691231235959-02'30'"),
        ("2000-01-01T00:00:00-00:30", "D:20000101000000-00'30'"),
    ])
    func dates(text: String, pdf: String) throws {
        let date = try #require(SigningDate(iso8601: text))
        #expect(date.pdfText == pdf)
        #expect(date.iso8601 == text)
        #expect(SigningDate(pdfText: pdf) == date)
    }

    @Test(arguments: ["", "2026", "2026-13-01", "2026-11-21T25:00:00Z", "2026-11-21T10:00:00Zx", "21/11/2026", "2026-11-21T10:00:00+5"])
    func malformedDates(text: String) {
        #expect(SigningDate(iso8601: text) == nil)
    }
}
