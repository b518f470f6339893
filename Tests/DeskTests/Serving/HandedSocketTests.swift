import Testing

@testable import Desk

@Suite struct HandedSocketTests {
    @Test(
        arguments: [
            (7, 1, 3), (7, 2, 3), (8, 1, nil), (7, 0, nil), (7, nil, nil), (nil, 1, nil), (nil, nil, nil),
        ] as [(Int?, Int?, Int32?)]
    ) func oneIsHandedToThisProcess(_ process: Int?, _ count: Int?, _ descriptor: Int32?) {
        #expect(HandedSocket.descriptor(process: process, count: count, of: 7) == descriptor)
    }
}
