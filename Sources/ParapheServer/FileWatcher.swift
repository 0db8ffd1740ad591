import Glibc
import Synchronization

/// Tells when files are written in a set of folders, through inotify: no polling, and nothing is missed when an editor writes a new file
/// and renames it over the old one, since folders are watched and not files.
final class FileWatcher: Sendable {
    /// One burst of writes is one change: an editor touches several files within this time.
    private static let quietMilliseconds: Int32 = 2
    /// Nothing waits longer than this for a burst to end.
    private static let longestMilliseconds = 5
    private static let bufferBytes = 64 << 10
    /// Folders of a document are few; the kernel's own limit is higher.
    private static let mostFolders = 1_000

    private let descriptor: Int32
    private let stop: (read: Int32, write: Int32)
    private let watched = Mutex<[String: Int32]>([:])

    /// One element for each burst.
    let changes: AsyncStream<Void>
    private let feed: AsyncStream<Void>.Continuation

    /// Nil when the system has no watch left to give.
    init?() {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            close(descriptor)
            return nil
        }
        stop = (ends[0], ends[1])
        (changes, feed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Reads events on a thread of its own until ``finish()``.
    func start() {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<FileWatcher>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        if status == 0 { pthread_detach(thread) } else { box.release() }
    }

    func finish() {
        var byte: UInt8 = 0
        _ = write(stop.write, &byte, 1)
        feed.finish()
    }

    /// Watches these folders, and no others.
    func watch(_ folders: [String]) {
        watched.withLock { watched in
            let wanted = Set(folders.prefix(Self.mostFolders))
            for (folder, watch) in watched where !wanted.contains(folder) {
                inotify_rm_watch(descriptor, watch)
                watched[folder] = nil
            }
            // Whole writes and renames alone: a half-written file is never read.
            let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
            for folder in wanted where watched[folder] == nil {
                let watch = inotify_add_watch(descriptor, folder, mask)
                if watch >= 0 { watched[folder] = watch }
            }
        }
    }

    private func run() {
        var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
        func drain() -> Bool {
            var isAny = false
            while read(descriptor, &buffer, buffer.count) > 0 { isAny = true }
            return isAny
        }
        var ends = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: stop.read, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            guard poll(&ends, 2, -1) > 0 else {
                if errno == EINTR { continue }
                break
            }
            if ends[1].revents != 0 { break }
            guard drain() else { continue }
            var waited = 0
            while waited < Self.longestMilliseconds, poll(&ends, 1, Self.quietMilliseconds) > 0 {
                _ = drain()
                waited += Int(Self.quietMilliseconds)
            }
            feed.yield()
        }
        close(descriptor)
        close(stop.read)
        close(stop.write)
    }
}
