import FoundationEssentials
import Glibc
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Outbox

/// When machines take leases, and what is said of the file system that they share.
@Suite struct SharingTests {
    private static let broken = LockReach.broken(kind: "nfs", remedy: "mount it anew")

    private static let verdicts: [(SharingReport, Sharing, SharingReport.Verdict)] = [
        (SharingReport(reach: .thisMachineOnly(kind: "ext4")), .auto, .safe),
        (SharingReport(reach: .thisMachineOnly(kind: "exfat"), hasLinks: false), .auto, .safe),
        (SharingReport(reach: .thisMachineOnly(kind: "exfat"), hasLinks: false), .lease, .unsafe),
        (SharingReport(reach: .allMachines(kind: "nfs4")), .auto, .safe),
        (SharingReport(reach: broken), .auto, .safe),
        (SharingReport(reach: broken), .locks, .doubtful),
        (SharingReport(reach: broken, hasLinks: false), .auto, .unsafe),
        (SharingReport(reach: broken, isShared: true), .locks, .unsafe),
        (SharingReport(reach: broken, hasLocks: false), .auto, .unsafe),
        (SharingReport(reach: .unknown(kind: "fuse.x")), .auto, .safe),
        (SharingReport(reach: .unknown(kind: "fuse.x")), .locks, .doubtful),
        (SharingReport(reach: .unknown(kind: "fuse.x"), hasLinks: false), .auto, .doubtful),
        (SharingReport(reach: .thisMachineOnly(kind: "ext4"), isShared: true), .auto, .safe),
    ]

    @Test(arguments: verdicts)
    func itSaysWhatSeveralMachinesMayMakeOfIt(
        _ report: SharingReport,
        _ way: Sharing,
        _ verdict: SharingReport.Verdict
    ) {
        #expect(report.told(way).0 == verdict, "\(report.told(way).1)")
    }

    /// What stands in a folder, but for the folder for entries of the index.
    private func files(_ folder: Place) throws -> [String] {
        try folder.list().map(\.string).filter { $0 != "entries" }
    }

    @Test func whatOneMachineBeganAllGoOnWith() async throws {
        try await ScratchFolder.with { scratch in
            let root = scratch.path.appending("outbox")
            let alone = try Outbox(writing: root)
            #expect(!alone.isShared)
            let report = try SharingReport(of: alone)
            #expect(report.hasLocks && report.hasLinks)
            #expect(try files(alone.workshop) == [])
            #expect(try Outbox(writing: root, sharing: .lease).isShared)
            #expect(try Outbox(writing: root).isShared && Outbox(reading: root).isShared)
            // It is said once more, by another machine at the same moment.
            #expect(try Outbox(writing: root, sharing: .lease).isShared)
            #expect(try files(alone.workshop) == [])
        }
    }

    /// In an outbox of many machines a half file of another may be whole in a moment: only what is a day old is dead.
    @Test func halfFilesOfOtherMachinesStayForADay() async throws {
        try await ScratchFolder.with { scratch in
            let root = scratch.path.appending("outbox")
            let outbox = try Outbox(writing: root, sharing: .lease)
            let (new, old) = (".new.json.7-1-000000.tmp", ".old.json.7-1-000000.tmp")
            for name in [new, old] { try outbox.workshop.appending(name).write("half".utf8) }
            let day = timespec(tv_sec: time(nil) - 90_000, tv_nsec: 0)
            let path = outbox.workshop.appending(old).path
            #expect(path.withPlatformString { utimensat(AT_FDCWD, $0, [day, day], 0) } == 0)
            _ = try Outbox(writing: root)
            #expect(try files(outbox.workshop) == [new])
        }
    }

    @Test func whatADeadMachineWasAtIsRemovedBeforeItIsGoneOnWith() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("outbox"), sharing: .lease)
            let id = VideoID(sha256: String(repeating: "a", count: 64))
            let entry = ContentIndex.Entry(id, folder: "talk", "/inbox/talk.mp4", inbox: "/inbox", [:])
            let index = outbox.videos.appending("\(id.short).json")
            try index.write(JSONText.file(entry))
            let half: FilePath.Component = ".x.json.7-1-000000.tmp"
            let doomed = [
                outbox.folder("talk").file("state").appending(half), outbox.folder("talk").place.appending(half),
                outbox.workshop.appending(".\(id.short).json.7-1-000000.tmp"),
                outbox.attempts(of: id).appending("5-clip").appending("clip.mp4"),
            ]
            for place in doomed {
                try place.parent.makeDirectory()
                try place.write("half".utf8)
            }
            let other = outbox.workshop.appending(".other.json.7-1-000000.tmp")
            try other.write("half".utf8)
            // Somebody's who cannot be understood, and shows no life.
            try outbox.ownFolder.appending("leases").appending(id.short).write("rubbish".utf8)
            let lock = outbox.lock(named: id.short, times: LeaseTimes(beat: .milliseconds(10), dead: .milliseconds(30)))
            {
                try outbox.fenceOff(id.short)
            }
            try await lock.holding { () async throws in
                for place in doomed { #expect(place.isGone, "\(place.path)") }
                #expect(!other.isGone && !index.isGone)
            }
        }
    }
}
