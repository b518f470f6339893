"""Drives an emulator with Mux's own client, unmodified: create an upload, send a file, list, get, delete.

Usage: mux_sdk.py BASE FILE, with MUX_TOKEN_ID and MUX_TOKEN_SECRET set. Prints one line for each thing that held.
"""

import os
import sys
import time
import urllib.request

import mux_python

base, path = sys.argv[1:]
configuration = mux_python.Configuration()
configuration.host = base
configuration.username = os.environ["MUX_TOKEN_ID"]
configuration.password = os.environ["MUX_TOKEN_SECRET"]
client = mux_python.ApiClient(configuration)
uploads = mux_python.DirectUploadsApi(client)
assets = mux_python.AssetsApi(client)

settings = mux_python.CreateAssetRequest(
    playback_policy=[mux_python.PlaybackPolicy.PUBLIC],
    inputs=[
        mux_python.InputSettings(
            generated_subtitles=[mux_python.AssetGeneratedSubtitleSettings(language_code="en", name="English")]
        )
    ],
)
upload = uploads.create_direct_upload(
    mux_python.CreateUploadRequest(timeout=3600, cors_origin="*", new_asset_settings=settings)
).data
assert upload.status == "waiting", upload
print("created")

with open(path, "rb") as file:
    answer = urllib.request.urlopen(urllib.request.Request(upload.url, data=file.read(), method="PUT"))
assert answer.status == 200, answer.status
print("sent")

upload = uploads.get_direct_upload(upload.id).data
assert upload.status == "asset_created", upload
deadline = time.monotonic() + 60
while True:
    asset = assets.get_asset(upload.asset_id).data
    if asset.status == "ready" and all(track.status != "preparing" for track in asset.tracks):
        break
    assert asset.status != "errored" and time.monotonic() < deadline, asset
    time.sleep(0.1)
assert {track.type for track in asset.tracks} == {"video", "audio", "text"}, asset.tracks
print("ready")

clip = assets.create_asset(
    mux_python.CreateAssetRequest(
        inputs=[mux_python.InputSettings(url=f"mux://assets/{asset.id}", start_time=0.5, end_time=1.5)]
    )
).data
assert clip.source_asset_id == asset.id, clip
print("clipped")

assert {item.id for item in assets.list_assets(limit=10, page=1).data} == {asset.id, clip.id}
print("listed")

assets.delete_asset(asset.id)
try:
    assets.get_asset(asset.id)
    raise SystemExit("a deleted asset is still there")
except mux_python.exceptions.NotFoundException:
    print("deleted")
