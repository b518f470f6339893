import SystemPackage
import Testing

@testable import StateFiles

/// Which file systems let several machines work on one outbox.
@Suite struct LockReachTests {
    private static let table = """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        30 22 0:40 / /srv/nfs rw,relatime shared:2 - nfs4 server:/export rw,vers=4.2,hard,local_lock=none
        31 22 0:41 / /srv/nfs/old rw shared:3 - nfs server:/old rw,vers=3,nolock,local_lock=all
        32 22 0:42 / /srv/with\\040blank rw - lustre mgs@tcp:/fs rw,localflock
        33 22 0:43 / /srv/lustre rw - lustre mgs@tcp:/fs rw,flock
        34 22 0:44 / /srv/strange rw - fuse.sshfs host:/ rw
        35 34 0:45 / /srv/strange rw - ceph mon:/ rw
        garbage
        36 22
        """

    @Test(arguments: [
        ("/home/a", LockReach.thisMachineOnly(kind: "ext4")),
        ("/srv/nfs/outbox", .allMachines(kind: "nfs4")),
        ("/srv/nfs2", .thisMachineOnly(kind: "ext4")),
        ("/srv/nfs/old/outbox", .broken(kind: "nfs", remedy: "mount it without nolock and local_lock")),
        ("/srv/with blank", .broken(kind: "lustre", remedy: "mount it with -o flock")),
        ("/srv/lustre/x", .allMachines(kind: "lustre")),
        ("/srv/strange/x", .allMachines(kind: "ceph")),
    ])
    func theMountNearestToTheFolderDecides(_ folder: String, _ reach: LockReach) {
        #expect(LockReach(of: FilePath(folder), mounts: Self.table) == reach)
    }

    @Test func whatNobodyKnowsIsSaidToBeUnknown() {
        let line = "1 0 0:1 / / rw - fuse.thing x rw"
        #expect(LockReach(of: "/a", mounts: line) == .unknown(kind: "fuse.thing"))
        #expect(LockReach(of: "/a", mounts: "") == nil)
    }
}
