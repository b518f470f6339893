import Glibc
import Testing

@testable import StateFiles

@Suite struct FileDateTests {
    @Test(arguments: [
        (0, 5, 5), (-1, 999_999_999, -1), (1_795_000_000, 250, 1_795_000_000_000_000_250),
        (-5_364_662_400, 0, -Int.max / 4),  // the year 1800
        (9_246_182_400, 0, Int.max / 4),  // the year 2263
        (13_569_465_600, 0, Int.max / 4), (Int.max, 999_999_999, Int.max / 4), (Int.min, 0, -Int.max / 4),
    ])
    func everyDateHasANumber(_ seconds: Int, _ nanoseconds: Int, _ number: Int) {
        #expect(FileFacts.nanoseconds(timespec(tv_sec: seconds, tv_nsec: nanoseconds)) == number)
    }
}
