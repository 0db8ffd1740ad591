import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A server on loopback that answers as it is told, one answer a question; the last one is repeated.
final class ScriptedServer: Sendable {
    enum Answer: Sendable {
        case status(Int, [(String, String)] = [], [UInt8] = [])
        /// What is answered depends on the body of the question.
        case reply(@Sendable ([UInt8]) -> [UInt8])
        /// Closes without a word.
        case hangUp
        /// Says nothing for good.
        case silence
        /// Sends without end.
        case flood
    }

    struct Question: Sendable {
        let method: String
        let path: String
        let body: [UInt8]
    }

    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let answers: [Answer]
    private let asked = Mutex<[Question]>([])
    private let channel: any Channel

    var questions: [Question] { asked.withLock { $0 } }
    private let isEncrypted: Bool
    var address: String { "\(isEncrypted ? "https" : "http")://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    init(_ answers: Answer..., security: TLSIdentity? = nil) async throws {
        self.answers = answers
        isEncrypted = security != nil
        let context = try security?.context
        let box = Box()
        channel = try await ServerBootstrap(group: Self.group).serverChannelOption(.backlog, value: 16)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context)) }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(box))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        box.server.withLock { $0 = self }
    }

    private final class Box: Sendable {
        let server = Mutex<ScriptedServer?>(nil)
    }

    func stop() async throws { try await channel.close() }

    private func next(_ question: Question) -> Answer {
        let index = asked.withLock {
            $0.append(question)
            return $0.count - 1
        }
        return answers[min(index, answers.count - 1)]
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let box: Box
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ box: Box) {
            self.box = box
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body(let part): body.append(contentsOf: part.readableBytesView)
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            guard let head, let server = box.server.withLock({ $0 }) else { return context.close(promise: nil) }
            switch server.next(Question(method: head.method.rawValue, path: head.uri, body: body)) {
            case .status(let status, let fields, let bytes): send(status, fields, bytes, context)
            case .reply(let make): send(200, [], make(body), context)
            case .hangUp: context.close(promise: nil)
            case .silence: return
            case .flood: send(200, [], [UInt8](repeating: 0x30, count: 4 << 20), context)
            }
        }

        private func send(_ status: Int, _ fields: [(String, String)], _ bytes: [UInt8], _ context: ChannelHandlerContext) {
            var headers = HTTPHeaders(fields)
            headers.add(name: "Content-Length", value: String(bytes.count))
            let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: bytes)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
