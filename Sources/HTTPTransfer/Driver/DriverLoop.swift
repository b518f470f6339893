import CCurl

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
