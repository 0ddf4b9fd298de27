#include "CLinux.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

int linux_packets(int socket, struct linux_packets *packets) {
  struct tcp_info info;
  socklen_t length = sizeof info;
  int waiting = 0;
  memset(&info, 0, sizeof info);
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return -1;
  // Older kernels know less of it.
  if (length < offsetof(struct tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received) return -1;
  if (ioctl(socket, FIONREAD, &waiting) != 0 || waiting < 0) return -1;
  packets->read = info.tcpi_bytes_received - (unsigned)waiting;
  packets->received = info.tcpi_rcv_mss;
  packets->sent = info.tcpi_snd_mss;
  packets->announced = info.tcpi_advmss;
  return 0;
}
