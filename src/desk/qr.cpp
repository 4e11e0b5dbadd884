// SPDX-License-Identifier: Apache-2.0
#include "qr.h"

#include <qrencode.h>

#include <cstddef>
#include <memory>

namespace manumit::desk {
namespace {

constexpr int kQuietZone = 4;
constexpr std::size_t kMostBytes = 2331;  // version 40, level M

/// "M4 4h7v1h-7z" for every run of dark squares.
std::string dark_squares(const QRcode& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    for (int x = 0; x < code.width; ++x) {
      int length = 0;
      while (x + length < code.width && (code.data[y * code.width + x + length] & 1) != 0)
        ++length;
      if (length == 0)
        continue;
      path += "M" + std::to_string(x + kQuietZone) + " " + std::to_string(y + kQuietZone) + "h" +
              std::to_string(length) + "v1h-" + std::to_string(length) + "z";
      x += length;
    }
  }
  return path;
}

}  // namespace

Result<std::string> qr_svg(std::string_view text) {
  if (text.empty() || text.size() > kMostBytes)
    return fail(Error::Kind::bad_input, "this text does not fit into a QR code");
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
      &QRcode_free);
  if (!code)
    return fail(Error::Kind::unavailable, "the QR code could not be made");
  const std::string size = std::to_string(code->width + 2 * kQuietZone);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
         "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size +
         "h-" + size + "z\"/><path fill=\"#000\" d=\"" + dark_squares(*code) + "\"/></svg>";
}

}  // namespace manumit::desk
