#pragma once

// libcurl checks the types of its variadic calls by macros; the typed functions below do it better.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// curl_easy_setopt and curl_easy_getinfo take their last argument variadically, which Swift cannot call. One function
// for each type of argument. Constants that are an enum in one libcurl and a macro in the next are hidden here as well.

typedef size_t (*ccurl_receiver)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_starter)(void *context, char *remote, char *local, int remote_port, int local_port);

static inline CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_receiver(CURL *easy, CURLoption option, ccurl_receiver value) {
  return curl_easy_setopt(easy, option, value);
}

#ifndef RTLD_DEFAULT
#define RTLD_DEFAULT ((void *)0)
#endif

typedef CURLcode (*ccurl_tls_starter)(CURL *easy, void *tls, void *context);
typedef void (*ccurl_tls_listener)(
  int is_sent, int version, int type, const void *bytes, size_t count, void *connection, void *context);

/// Called when a TLS connection is set up, if libcurl uses OpenSSL.
static inline void ccurl_set_tls_starter(CURL *easy, ccurl_tls_starter value, void *context) {
  const char *library = curl_version_info(CURLVERSION_NOW)->ssl_version;
  if (!library || strncmp(library, "OpenSSL/", 8) != 0) return;
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, context);
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, value);
}

/// Lets OpenSSL tell each message of the TLS connections of a context; true if it does.
///
/// Its functions are looked up in the library that libcurl has loaded, so that nothing is built against it.
static inline _Bool ccurl_listen_to_tls(void *tls, ccurl_tls_listener value, void *context) {
  typedef void (*listener_setter)(void *, ccurl_tls_listener);
  typedef long (*controller)(void *, int, long, void *);
  listener_setter set = (listener_setter)dlsym(RTLD_DEFAULT, "SSL_CTX_set_msg_callback");
  controller control = (controller)dlsym(RTLD_DEFAULT, "SSL_CTX_ctrl");
  if (!set || !control) return 0;
  set(tls, value);
  // SSL_CTX_set_msg_callback_arg, which is a macro.
  return control(tls, 16, 0, context) != 0;
}

typedef int (*ccurl_opener)(void *context, curl_socket_t socket, curlsocktype purpose);

/// Called for each socket before it is connected; more than one may be tried for a connection.
static inline CURLcode ccurl_set_opener(CURL *easy, ccurl_opener value) {
  return curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, value);
}

/// Called when the connection stands and the request is about to be sent, for each request of a transfer.
static inline CURLcode ccurl_set_starter(CURL *easy, ccurl_starter value) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

typedef int (*ccurl_tracer)(CURL *easy, curl_infotype type, char *bytes, size_t count, void *context);

/// Called with what is sent and received, and with libcurl's remarks, while CURLOPT_VERBOSE is on.
static inline CURLcode ccurl_set_tracer(CURL *easy, ccurl_tracer value, void *context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_DEBUGDATA, context);
  return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, value) : code;
}

/// The bytes are copied. They make the request a POST.
static inline CURLcode ccurl_set_body(CURL *easy, const void *bytes, curl_off_t count) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

static const long ccurl_http_1_1 = CURL_HTTP_VERSION_1_1;
static const long ccurl_http_2 = CURL_HTTP_VERSION_2_0;
static const long ccurl_http_2_over_tls = CURL_HTTP_VERSION_2TLS;
static const long ccurl_http_2_prior_knowledge = CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
static const long ccurl_netrc_ignored = CURL_NETRC_IGNORED;
static const long ccurl_netrc_optional = CURL_NETRC_OPTIONAL;
static const long ccurl_tls_1_0 = CURL_SSLVERSION_TLSv1_0;
static const long ccurl_tls_1_1 = CURL_SSLVERSION_TLSv1_1;
static const long ccurl_tls_1_2 = CURL_SSLVERSION_TLSv1_2;
static const long ccurl_tls_1_3 = CURL_SSLVERSION_TLSv1_3;
static const long ccurl_ipv4 = CURL_IPRESOLVE_V4;
static const long ccurl_ipv6 = CURL_IPRESOLVE_V6;

static inline long ccurl_info_long(CURL *easy, CURLINFO info) {
  long value = 0;
  return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

static inline curl_off_t ccurl_info_offset(CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

static inline const char *ccurl_info_string(CURL *easy, CURLINFO info) {
  char *value = NULL;
  return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : NULL;
}

static inline void *ccurl_info_private(CURL *easy) {
  char *value = NULL;
  return curl_easy_getinfo(easy, CURLINFO_PRIVATE, &value) == CURLE_OK ? (void *)value : NULL;
}

static inline CURLcode ccurl_pause_receiving(CURL *easy) {
  return curl_easy_pause(easy, CURLPAUSE_RECV);
}

static inline CURLcode ccurl_resume_receiving(CURL *easy) {
  return curl_easy_pause(easy, CURLPAUSE_CONT);
}

/// The next transfer that ended, or NULL.
static inline CURL *ccurl_multi_next_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left)) != NULL) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}

typedef int (*ccurl_watcher)(CURL *easy, curl_socket_t socket, int what, void *context, void *socket_context);
typedef int (*ccurl_timer)(CURLM *multi, long milliseconds, void *context);

/// Called with what libcurl waits for on a socket: CURL_POLL_IN, OUT, INOUT or REMOVE.
static inline void ccurl_multi_set_watcher(CURLM *multi, ccurl_watcher value, void *context) {
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, value);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
}

/// Called with the time after which libcurl wants to be asked; -1 for never.
static inline void ccurl_multi_set_timer(CURLM *multi, ccurl_timer value, void *context) {
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, value);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
}

static const curl_socket_t ccurl_socket_timeout = CURL_SOCKET_TIMEOUT;

static inline CURLcode ccurl_global_init(void) {
  return curl_global_init(CURL_GLOBAL_DEFAULT);
}
