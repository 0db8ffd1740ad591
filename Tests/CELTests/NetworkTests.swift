import CEL
import Diagnostics
import Testing

@Suite struct NetworkTests {
    /// Canonical forms (RFC 5952), and what is no address.
    @Test(arguments: [
        ("2001:0DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("0:0:0:0:0:0:0:0", "::"), ("::1", "::1"), ("1::", "1::"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("fe80::192.168.0.1", "fe80::c0a8:1"), ("::ffff:c0a8:1", "192.168.0.1"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("192.168.000.1", nil), ("1.2.3", nil), ("1.2.3.4.5", nil), ("256.1.1.1", nil), ("", nil),
        (":", nil), (":::", nil), ("1:2:3:4:5:6:7:8:9", nil), ("1::2::3", nil), ("::ffff:1.2.3.4", nil), ("12345::", nil), ("g::", nil),
        ("+1::", nil), ("1:2:3:4:5:6:7:8::", nil), ("fe80::1%eth0", nil), ("1.2.3.4:80", nil), (":1:2:3:4:5:6:7", nil), ("1:", nil),
    ])
    func readsAddresses(_ text: String, _ canonical: String?) {
        let expected = canonical.map { "\"\($0)\"" } ?? "!bad-conversion"
        #expect(Bench.run("string(ip('\(text)'))") == expected)
        #expect(Bench.run("isIP('\(text)')") == (canonical == nil ? "false" : "true"))
    }

    @Test(arguments: [
        ("cidr('10.0.0.0/8').containsIP('10.255.0.1')", "true"), ("cidr('10.0.0.0/8').containsIP('11.0.0.1')", "false"),
        ("cidr('0.0.0.0/0').containsIP('255.255.255.255')", "true"), ("cidr('::/0').containsIP('10.0.0.1')", "false"),
        ("cidr('10.0.0.0/9').containsCIDR('10.0.0.0/8')", "false"), ("cidr('10.1.2.3/12').masked() == cidr('10.0.0.0/12')", "true"),
        ("cidr('10.0.0.0/8')", "cidr(\"10.0.0.0/8\")"), ("cidr('10.0.0.0/33')", "!bad-conversion"),
        ("cidr('10.0.0.0/')", "!bad-conversion"),
        ("cidr('10.0.0.0/-1')", "!bad-conversion"), ("cidr('::/129')", "!bad-conversion"),
        ("ip('10.0.0.1') == cidr('10.0.0.1/32')", "?cel/no-overload"),
        ("ip('10.0.0.1') in [ip('10.0.0.1')]", "true"), ("cidr('10.0.0.0/8').containsIP('x')", "!bad-conversion"),
    ])
    func answersQuestions(_ expression: String, _ expected: String) {
        #expect(Bench.run(expression) == expected)
    }
}
