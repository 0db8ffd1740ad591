import NIOCore
import NIOHTTP1
import NIOSSL

/// Gathers one answer within its limit, and gives it to whoever waits.
final class HTTPAnswerCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let limit: Int
    private let promise: EventLoopPromise<HTTPAnswer>
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []
    private var isDone = false

    init(limit: Int, promise: EventLoopPromise<HTTPAnswer>) {
        self.limit = limit
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            // 100 Continue and its like come before the answer.
            if head.status.code >= 200 { self.head = head }
        case .body(let part):
            guard body.count + part.readableBytes <= limit else { return finish(.failure(HTTPFailure.tooLong), context) }
            body.append(contentsOf: part.readableBytesView)
        case .end:
            guard let head else { return }
            finish(
                .success(
                    HTTPAnswer(
                        status: Int(head.status.code), location: head.headers.first(name: "Location"),
                        retryAfter: head.headers.first(name: "Retry-After").flatMap(Double.init), body: body)), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isSecurity = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
        // A peer that leaves without TLS's farewell breaks nothing off that its length did not announce.
        if case NIOSSLError.uncleanShutdown = error { return }
        finish(.failure(isSecurity ? HTTPFailure.untrusted("\(error)") : HTTPFailure.broken), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(HTTPFailure.broken), context)
    }

    private func finish(_ result: Result<HTTPAnswer, any Error>, _ context: ChannelHandlerContext) {
        guard !isDone else { return }
        isDone = true
        promise.completeWith(result)
        context.close(promise: nil)
    }
}
