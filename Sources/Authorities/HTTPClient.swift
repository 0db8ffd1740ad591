import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Asks services over HTTP/1.1, one connection a question, within ``AuthorityLimits``. Its thread starts with the first question.
///
/// Over TLS the certificate must lead to a root of the system, or to those given instead, and name the host.
package final class HTTPClient: Sendable {
    private let limits: AuthorityLimits
    /// Made of the roots given; nil leaves the system's.
    private let context: NIOSSLContext?

    package init(limits: AuthorityLimits = AuthorityLimits()) {
        self.limits = limits
        context = nil
    }

    /// - Parameter roots: PEM certificates that take the place of the system's for `https` addresses.
    package init(limits: AuthorityLimits = AuthorityLimits(), roots: [UInt8]) throws(DiagnosticsError) {
        self.limits = limits
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(roots), !certificates.isEmpty,
            let made = try? NIOSSLContext(configuration: Self.configuration(.certificates(certificates)))
        else { throw DiagnosticsError(AuthorityDiagnostics.badRoots()) }
        context = made
    }

    private static func configuration(_ roots: NIOSSLTrustRoots) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .fullVerification
        configuration.trustRoots = roots
        return configuration
    }

    /// Reading the system's roots takes milliseconds: with the first `https` address.
    private static let systemContext = Result { try NIOSSLContext(configuration: configuration(.default)) }

    /// What is asked.
    struct Question: Sendable {
        var address: HTTPAddress
        /// Nil asks with GET.
        var body: [UInt8]?
        var contentType = ""
        var accept: String
        /// The longest answer.
        var limitBytes: Int
    }

    /// The body of a good answer; asked again when the service is busy or cannot be reached, for as often as the limits allow.
    func ask(_ question: Question) throws(DiagnosticsError) -> [UInt8] {
        var question = question
        var redirects = 0
        var attempt = 1
        var wait = limits.backOffSeconds
        while true {
            var diagnostic: Diagnostic
            var asked: Double?
            switch exchange(question) {
            case .success(let answer):
                switch answer.status {
                case 200: return answer.body
                case 301, 302, 303, 307, 308:
                    guard redirects < limits.redirects, let location = answer.location else {
                        throw DiagnosticsError(AuthorityDiagnostics.tooManyRedirects(question.address.text))
                    }
                    // A question with a body goes on only where its body may go with it (RFC 9110, clause 15.4).
                    guard question.body == nil || answer.status >= 307 else {
                        throw DiagnosticsError(AuthorityDiagnostics.status(question.address.text, answer.status))
                    }
                    redirects += 1
                    question.address = try question.address.redirected(to: location)
                    continue
                case 408, 425, 429, 500, 502, 503, 504:
                    diagnostic = AuthorityDiagnostics.status(question.address.text, answer.status)
                    asked = answer.retryAfter
                default: throw DiagnosticsError(AuthorityDiagnostics.status(question.address.text, answer.status))
                }
            case .failure(.notReached(let reason)): diagnostic = AuthorityDiagnostics.notReached(question.address.text, reason)
            case .failure(.timedOut): diagnostic = AuthorityDiagnostics.timedOut(question.address.text, limits.timeoutSeconds)
            case .failure(.untrusted(let reason)): throw DiagnosticsError(AuthorityDiagnostics.untrusted(question.address.text, reason))
            case .failure(.broken): diagnostic = AuthorityDiagnostics.broken(question.address.text)
            case .failure(.tooLong): throw DiagnosticsError(AuthorityDiagnostics.tooLong(question.address.text, question.limitBytes))
            }
            guard attempt < limits.attempts else {
                if attempt > 1 { diagnostic.notes.append(AuthorityDiagnostics.attempts(attempt)) }
                throw DiagnosticsError(diagnostic)
            }
            Self.pause(min(max(asked ?? wait, 0), limits.longestWaitSeconds))
            attempt += 1
            wait *= 2
        }
    }

    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private static func pause(_ seconds: Double) {
        _ = try? group.next().scheduleTask(in: .milliseconds(Int64(seconds * 1_000))) {}.futureResult.wait()
    }

    /// Without a name to announce (an address of numbers), the certificate must name the address itself.
    private static func handler(_ security: NIOSSLContext, host: String) throws -> NIOSSLClientHandler {
        let isNumeric = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: security, serverHostname: isNumeric ? nil : host)
    }

    private func exchange(_ question: Question) -> Result<HTTPAnswer, HTTPFailure> {
        var security: NIOSSLContext?
        if question.address.isEncrypted {
            do {
                security = try context ?? Self.systemContext.get()
            } catch {
                return .failure(.untrusted("\(error)"))
            }
        }
        return exchange(question, security)
    }

    private func exchange(_ question: Question, _ security: NIOSSLContext?) -> Result<HTTPAnswer, HTTPFailure> {
        let loop = Self.group.next()
        let promise = loop.makePromise(of: HTTPAnswer.self)
        let limit = question.limitBytes
        let timeout = TimeAmount.milliseconds(Int64(max(limits.timeoutSeconds, 0.001) * 1_000))
        let connecting = ClientBootstrap(group: loop).connectTimeout(timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let security {
                        try channel.pipeline.syncOperations.addHandler(Self.handler(security, host: question.address.host))
                    }
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(HTTPAnswerCollector(limit: limit, promise: promise))
                }
            }
            .connect(host: question.address.host, port: question.address.port)
        let deadline = loop.scheduleTask(in: timeout) {
            promise.fail(HTTPFailure.timedOut)
            connecting.whenSuccess { $0.close(promise: nil) }
        }
        connecting.whenFailure { promise.fail(HTTPFailure.notReached("\($0)")) }
        connecting.whenSuccess { channel in
            var headers: HTTPHeaders = [
                "Host": question.address.hostField, "Connection": "close", "Accept": question.accept, "User-Agent": "paraphe",
            ]
            if let body = question.body {
                headers.add(name: "Content-Type", value: question.contentType)
                headers.add(name: "Content-Length", value: String(body.count))
            }
            let head = HTTPRequestHead(
                version: .http1_1, method: question.body == nil ? .GET : .POST, uri: question.address.target, headers: headers)
            channel.write(HTTPClientRequestPart.head(head), promise: nil)
            if let body = question.body {
                channel.write(HTTPClientRequestPart.body(.byteBuffer(channel.allocator.buffer(bytes: body))), promise: nil)
            }
            channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        }
        defer { deadline.cancel() }
        do {
            return .success(try promise.futureResult.wait())
        } catch let failure as HTTPFailure {
            return .failure(failure)
        } catch {
            return .failure(.broken)
        }
    }
}
