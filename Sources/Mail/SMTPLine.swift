import NIOCore
import NIOPosix
import NIOSSL

/// The line to a server: one command out, one answer in.
final class SMTPLine: Sendable {
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private let channel: any Channel
    private let receiver: Receiver

    private init(channel: any Channel, receiver: Receiver) {
        self.channel = channel
        self.receiver = receiver
    }

    /// - Parameter tls: encrypts from the first byte.
    static func open(_ server: MailServer, tls: NIOSSLContext?, limits: MailLimits) async throws(SMTPFailure) -> SMTPLine {
        let loop = group.next()
        let receiver = Receiver(loop: loop)
        do {
            let channel = try await ClientBootstrap(group: loop).connectTimeout(milliseconds(limits.connectSeconds))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let tls { try channel.pipeline.syncOperations.addHandler(encryption(tls, server)) }
                        try channel.pipeline.syncOperations.addHandler(receiver.handler())
                    }
                }
                .connect(host: server.host, port: server.port).get()
            return SMTPLine(channel: channel, receiver: receiver)
        } catch is ChannelError {
            throw .timedOut(seconds: limits.connectSeconds)
        } catch let error as NIOConnectionError {
            throw .notReached(
                error.connectionErrors.first.map { "\($0.error)" } ?? error.dnsAAAAError.map { "\($0)" } ?? error.dnsAError.map { "\($0)" }
                    ?? "\(error)")
        } catch {
            throw .notReached("\(error)")
        }
    }

    private static func milliseconds(_ seconds: Double) -> TimeAmount { .milliseconds(Int64(max(seconds, 0.001) * 1_000)) }

    private static func encryption(_ tls: NIOSSLContext, _ server: MailServer) throws -> NIOSSLClientHandler {
        // An address is no name of a server (RFC 6066, clause 3); its certificate then has to hold the address itself.
        let isAddress = (try? SocketAddress(ipAddress: server.host, port: server.port)) != nil
        return try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : server.host)
    }

    /// Encrypts from here on (RFC 3207); what came in before its time is thrown away with the line.
    func encrypt(_ tls: NIOSSLContext, _ server: MailServer) async throws(SMTPFailure) {
        let (channel, receiver) = (channel, receiver)
        do {
            try await channel.eventLoop.submit {
                guard receiver.isQuiet else { throw SMTPFailure.malformed }
                try channel.pipeline.syncOperations.addHandler(Self.encryption(tls, server), position: .first)
            }.get()
        } catch let failure as SMTPFailure {
            throw failure
        } catch {
            throw .notTrusted("\(error)")
        }
    }

    /// Sends bytes and waits for the answer.
    ///
    /// - Parameter bytes: none waits for the greeting.
    func exchange(_ bytes: [UInt8], seconds: Double) async throws(SMTPFailure) -> SMTPReply {
        let (channel, receiver) = (channel, receiver)
        let answer = channel.eventLoop.makePromise(of: SMTPReply.self)
        channel.eventLoop.execute {
            receiver.wait(answer)
            if !bytes.isEmpty { channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil) }
        }
        let timer = channel.eventLoop.scheduleTask(in: Self.milliseconds(seconds)) {
            receiver.fail(.timedOut(seconds: seconds))
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        do {
            return try await answer.futureResult.get()
        } catch let failure as SMTPFailure {
            throw failure
        } catch {
            throw .hungUp
        }
    }

    func close() {
        channel.close(promise: nil)
    }

    /// What came in and who waits for it; used on the loop alone.
    final class Receiver: @unchecked Sendable {
        private let loop: any EventLoop
        private var parser = SMTPReplyParser()
        private var unread: [SMTPReply] = []
        private var waiting: EventLoopPromise<SMTPReply>?
        private var failure: SMTPFailure?

        init(loop: any EventLoop) {
            self.loop = loop
        }

        func handler() -> Handler { Handler(receiver: self) }

        /// Whether nothing was said that nobody asked for.
        var isQuiet: Bool { unread.isEmpty && parser.isBetweenReplies }

        func wait(_ promise: EventLoopPromise<SMTPReply>) {
            loop.preconditionInEventLoop()
            if !unread.isEmpty { return promise.succeed(unread.removeFirst()) }
            if let failure { return promise.fail(failure) }
            waiting = promise
        }

        func take(_ bytes: [UInt8]) {
            do {
                for reply in try parser.take(bytes) {
                    if let promise = waiting {
                        waiting = nil
                        promise.succeed(reply)
                    } else if unread.count < 8 {
                        unread.append(reply)
                    } else {
                        fail(.tooLong)
                    }
                }
            } catch {
                fail(error == .tooLong ? .tooLong : .malformed)
            }
        }

        func fail(_ failure: SMTPFailure) {
            if self.failure == nil { self.failure = failure }
            waiting?.fail(self.failure ?? failure)
            waiting = nil
        }
    }

    final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let receiver: Receiver

        init(receiver: Receiver) {
            self.receiver = receiver
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            receiver.take(Array(unwrapInboundIn(data).readableBytesView))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            switch error {
            case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: receiver.fail(.notTrusted("\(error)"))
            default: receiver.fail(.hungUp)
            }
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            receiver.fail(.hungUp)
        }
    }
}
