import CCurl
import Glibc

/// A thread of the system: what it does may wait as long as it likes, which a thread of Swift's pool must not.
enum DriverThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts it, with all signals blocked: those of the process are for others, and a connection that is closed is no reason
    /// for a SIGPIPE. False where the system has no thread to give.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(Work(body))
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            },
            work.toOpaque()
        )
        guard code == 0 else {
            work.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}

/// The thread's work: takes requests in, lets libcurl drive them, tells their callers.
struct DriverLoop: Sendable {
    private let driver: Driver
    private let multi: MultiHandle
    private let options: HTTPTransfer.Options

    init(_ driver: Driver, _ multi: MultiHandle, _ options: HTTPTransfer.Options) {
        self.driver = driver
        self.multi = multi
        self.options = options
    }

    /// Runs until the driver is closed and the last transfer is done.
    func run() {
        var table = TransferTable(multi, options)
        while let letters = driver.take(isIdle: table.isEmpty) {
            for letter in letters { table.take(letter) }
            let wasIdle = table.isEmpty
            guard wasIdle || multi.perform() else { return abandon(&table) }
            while let (easy, failure) = multi.nextDone() { table.end(easy, failure) }
            let pause = table.pause()
            // After the last transfer, the driver is asked first: it may have been closed meanwhile.
            guard multi.wait(milliseconds: !wasIdle && table.isEmpty ? 0 : pause) else { return abandon(&table) }
        }
        multi.free()
    }

    /// libcurl's loop is broken, for want of memory say: all its transfers end.
    private func abandon(_ table: inout TransferTable) {
        for case .start(let ticket) in driver.abandon() { table.refuse(ticket, "libcurl's loop is broken") }
        table.endAll()
        multi.free()
    }
}
