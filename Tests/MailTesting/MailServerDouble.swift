import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A mail server on loopback that does as a script says, and keeps what it was told.
package final class MailServerDouble: Sendable {
    /// What it does about a command.
    package enum Step: Sendable {
        case reply(String)
        case replyAndHangUp(String)
        case hangUp
        case silence
    }

    package struct Options: Sendable {
        package var tls: NIOSSLContext?
        /// From the first byte, and not after STARTTLS.
        package var isImplicit: Bool
        package var mechanisms: String
        package var extensions: [String]
        /// Nil does what is usual. The command is the line as it came, `.` for the end of a message; the count begins with 1.
        package var step: @Sendable (_ command: String, _ count: Int) -> Step?
        package var greeting: Step

        package init(
            tls: NIOSSLContext? = nil, isImplicit: Bool = false, mechanisms: String = "PLAIN LOGIN",
            extensions: [String] = ["SIZE 1000000"], greeting: Step = .reply("220 essai ESMTP"),
            step: @escaping @Sendable (_ command: String, _ count: Int) -> Step? = { _, _ in nil }
        ) {
            self.tls = tls
            self.isImplicit = isImplicit
            self.mechanisms = mechanisms
            self.extensions = extensions
            self.step = step
            self.greeting = greeting
        }
    }

    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    private let record: Record

    private final class Record: Sendable {
        let commands = Mutex<[String]>([])
        let messages = Mutex<[[UInt8]]>([])
    }

    package var port: Int { channel.localAddress?.port ?? 0 }
    package var commands: [String] { record.commands.withLock { $0 } }
    package var messages: [[UInt8]] { record.messages.withLock { $0 } }

    package init(_ options: Options = Options()) async throws {
        let record = Record()
        self.record = record
        channel = try await ServerBootstrap(group: Self.group).serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if options.isImplicit, let tls = options.tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.addHandler(Handler(options, record))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    package func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let options: Options
        private let record: Record
        private var line: [UInt8] = []
        private var message: [UInt8]?
        private var awaitsCredentials = 0
        private var isEncrypted = false

        init(_ options: Options, _ record: Record) {
            self.options = options
            self.record = record
        }

        func channelActive(context: ChannelHandlerContext) {
            perform(options.greeting, context)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            for byte in unwrapInboundIn(data).readableBytesView {
                line.append(byte)
                guard byte == 0x0A else { continue }
                let whole = line
                line = []
                take(whole, context)
            }
        }

        private func take(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
            if var message {
                if bytes == [0x2E, 0x0D, 0x0A] {
                    self.message = nil
                    let done = scripted(".") ?? .reply("250 2.0.0 queued")
                    // A server that hangs up now may well have the message.
                    let isRefused = if case .reply(let text) = done { !text.hasPrefix("2") } else { false }
                    if !isRefused { record.messages.withLock { $0.append(message) } }
                    return perform(done, context)
                }
                message += bytes.first == 0x2E ? Array(bytes.dropFirst()) : bytes
                self.message = message
                return
            }
            let command = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
            if awaitsCredentials > 0 {
                awaitsCredentials -= 1
                let usual: Step = .reply(awaitsCredentials > 0 ? "334 UGFzc3dvcmQ6" : "235 ok")
                return perform(scripted(command) ?? usual, context)
            }
            let step = scripted(command)
            if let step { return perform(step, context) }
            let verb = command.split(separator: " ").first?.uppercased() ?? ""
            switch verb {
            case "EHLO":
                var lines = ["essai"] + options.extensions
                if options.tls != nil, !options.isImplicit, !isEncrypted { lines.append("STARTTLS") }
                if !options.mechanisms.isEmpty { lines.append("AUTH \(options.mechanisms)") }
                let last = lines.removeLast()
                perform(.reply(lines.map { "250-\($0)\r\n" }.joined() + "250 \(last)"), context)
            case "STARTTLS":
                perform(.reply("220 go"), context)
                isEncrypted = true
                if let tls = options.tls {
                    try? context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
                }
            case "AUTH":
                if command.uppercased().hasPrefix("AUTH LOGIN") {
                    awaitsCredentials = 2
                    perform(.reply("334 VXNlcm5hbWU6"), context)
                } else {
                    perform(.reply("235 ok"), context)
                }
            case "MAIL", "RCPT", "RSET", "NOOP": perform(.reply("250 ok"), context)
            case "DATA":
                message = []
                perform(.reply("354 go on"), context)
            case "QUIT": perform(.replyAndHangUp("221 bye"), context)
            default: perform(.reply("500 what"), context)
            }
        }

        private func scripted(_ command: String) -> Step? {
            let verb = command.split(separator: " ").first.map(String.init) ?? ""
            let count = record.commands.withLock { commands in
                commands.append(command)
                return commands.count { $0.hasPrefix(verb) }
            }
            return options.step(command, count)
        }

        private func perform(_ step: Step, _ context: ChannelHandlerContext) {
            switch step {
            case .reply(let text): say(text, context)
            case .replyAndHangUp(let text):
                say(text, context)
                context.close(promise: nil)
            case .hangUp: context.close(promise: nil)
            case .silence: return
            }
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: text + "\r\n")), promise: nil)
        }
    }
}
