"""Which folders are on this computer, told from texts of every system."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from scheduler.store.places import (
    NETWORK_TYPES,
    network_type,
    share_name,
    syncing_program,
)

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /run rw - tmpfs tmpfs rw
41 22 0:40 / /mnt/share rw,relatime shared:5 - cifs //server/trial rw
42 22 0:41 / /mnt/with\040blank rw - nfs4 server:/export rw
43 41 8:2 / /mnt/share/local rw shared:9 master:3 - ext4 /dev/sdb1 rw
44 22 0:50 / /home/ak/cloud rw - fuse.rclone remote: rw
45 22 0:51 / /home/ak/other rw - ext4 /dev/sdc1 rw
46 22 0:52 / /home/ak/other rw - fuse.sshfs ak@server: rw
47 22 0:53 / /mnt/nine rw - 9p host rw
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        pytest.param("/home/ak/trial.db", None, id="on the disk"),
        pytest.param("/mnt/share/trial.db", "cifs", id="on a share"),
        pytest.param("/mnt/share/a/b/trial.db", "cifs", id="deep in a share"),
        pytest.param("/mnt/share", "cifs", id="the share itself"),
        pytest.param("/mnt/shared/trial.db", None, id="a name that begins alike"),
        pytest.param("/mnt/share/local/trial.db", None, id="a disk inside a share"),
        pytest.param("/mnt/with blank/trial.db", "nfs4", id="an escaped blank"),
        pytest.param("/home/ak/cloud/trial.db", "fuse.rclone", id="a cloud as folder"),
        pytest.param("/home/ak/other/trial.db", "fuse.sshfs", id="mounted over a disk"),
        pytest.param("/mnt/nine/trial.db", None, id="shared with a virtual machine"),
    ],
)
def test_a_network_is_told_by_the_mount_the_path_lies_on(path: str, found: str | None):
    assert network_type(PurePosixPath(path), MOUNTS) == found


@pytest.mark.parametrize("kind", sorted(NETWORK_TYPES))
def test_every_kind_of_network_is_known(kind: str):
    mounts = f"1 0 0:1 / /n rw - {kind} x rw"
    assert network_type(PurePosixPath("/n/trial.db"), mounts) == kind


def test_without_a_list_of_mounts_nothing_is_a_network():
    assert network_type(PurePosixPath("/n/trial.db"), "") is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (PurePosixPath("/home/ak/Dropbox/trial.db"), "Dropbox"),
        (PurePosixPath("/home/ak/dropbox/trial.db"), "Dropbox"),
        (PurePosixPath("/home/ak/Dropbox (Clinic)/x/trial.db"), "Dropbox"),
        (PurePosixPath("/home/ak/Nextcloud/trial.db"), "Nextcloud"),
        (PurePosixPath("/home/ak/Syncthing/trial.db"), "Syncthing"),
        (PureWindowsPath(r"C:\Users\ak\OneDrive\trial.db"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ak\OneDrive - Clinic\trial.db"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ak\iCloudDrive\trial.db"), "iCloudDrive"),
        (PureWindowsPath(r"G:\Google Drive\trial.db"), "Google Drive"),
        (
            PurePosixPath("/Users/ak/Library/CloudStorage/GoogleDrive-ak/trial.db"),
            "GoogleDrive",
        ),
        (
            PurePosixPath("/Users/ak/Library/Mobile Documents/com~apple~CloudDocs/a"),
            "com~apple~CloudDocs",
        ),
        (PurePosixPath("/home/ak/Dropboxes/trial.db"), None),
        (PurePosixPath("/home/ak/my Dropbox/trial.db"), None),
        (PurePosixPath("/home/ak/trial/records.db"), None),
    ],
)
def test_a_folder_that_syncs_is_told_by_its_name(
    path: PurePosixPath | PureWindowsPath, found: str | None
):
    assert syncing_program(path) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (r"\\server\trial\records.db", "\\\\server\\trial"),
        ("//server/trial/records.db", "\\\\server\\trial"),
        (r"\\?\UNC\server\trial\records.db", "\\\\server\\trial"),
        (r"\\?\C:\trial\records.db", None),
        (r"C:\trial\records.db", None),
        ("/home/ak/records.db", None),
        ("records.db", None),
    ],
)
def test_a_share_is_told_by_how_its_name_begins(path: str, found: str | None):
    assert (share_name(path) or "").rstrip("\\") == (found or "")
