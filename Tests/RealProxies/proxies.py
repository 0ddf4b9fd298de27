"""Proxies in their default settings and tuned: how each is set up and started in the foreground."""
import os
import shutil
import signal
import subprocess

from streams import HOST

PATHS = os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin"


class Proxy:
    def __init__(self, name, variant, command, configuration, prefix="", package=None, environment=None):
        self.name, self.variant, self.command = name, variant, command
        self.configuration, self.prefix, self.package = configuration, prefix, package or name
        self.environment = environment or {}
        self.process = None

    @property
    def program(self):
        return shutil.which(self.command[0], path=PATHS)

    def start(self, folder, port, upstream):
        os.makedirs(folder, mode=0o777)
        os.chmod(folder, 0o777)
        values = {"PORT": str(port), "UPSTREAM": str(upstream), "FOLDER": folder, "HOST": HOST}

        def filled(text):
            for key, value in values.items():
                text = text.replace(f"@{key}@", value)
            return text

        with open(f"{folder}/configuration", "w") as file:
            file.write(filled(self.configuration))
        self.log = open(f"{folder}/log", "w")
        self.process = subprocess.Popen(
            [self.program] + [filled(word) for word in self.command[1:]], stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=subprocess.STDOUT, cwd=folder, start_new_session=True,
            env={**os.environ, **{key: filled(value) for key, value in self.environment.items()}})

    def stop(self):
        # A group of its own: workers go with it.
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(timeout=5)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.log.close()


def nginx(variant, location="", server="", prefix=""):
    return Proxy("nginx", variant, ["nginx", "-p", "@FOLDER@", "-c", "@FOLDER@/configuration", "-e", "@FOLDER@/errors"], f"""
daemon off; worker_processes 1; pid @FOLDER@/pid;
events {{}}
http {{
  access_log off;
  client_body_temp_path @FOLDER@/a; proxy_temp_path @FOLDER@/b; fastcgi_temp_path @FOLDER@/c;
  uwsgi_temp_path @FOLDER@/d; scgi_temp_path @FOLDER@/e;
  server {{
    listen @HOST@:@PORT@;
    {server}
    location / {{ proxy_pass http://@HOST@:@UPSTREAM@; {location} }}
  }}
}}
""", prefix=prefix)


def apache(variant, settings="", parameters="", modules=()):
    loads = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
        for name in ("mpm_event", "authz_core", "proxy", "proxy_http") + tuple(modules))
    return Proxy("apache2", variant, ["apache2", "-X", "-d", "@FOLDER@", "-f", "@FOLDER@/configuration"], f"""
{loads}
ServerName localhost
Listen @HOST@:@PORT@
PidFile @FOLDER@/pid
ErrorLog @FOLDER@/errors
DefaultRuntimeDir @FOLDER@
{settings}
ProxyPass / http://@HOST@:@UPSTREAM@/ {parameters}
""")


def haproxy(variant, settings=""):
    return Proxy("haproxy", variant, ["haproxy", "-db", "-f", "@FOLDER@/configuration"], f"""
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  {settings}
listen stream
  bind @HOST@:@PORT@
  server application @HOST@:@UPSTREAM@
""")


def varnish(variant, subroutine=""):
    return Proxy("varnish", variant, [
        "varnishd", "-F", "-j", "none", "-n", "@FOLDER@/work", "-a", "@HOST@:@PORT@", "-f", "@FOLDER@/configuration",
        "-s", "malloc,16m"], f"""vcl 4.1;
backend default {{ .host = "@HOST@"; .port = "@UPSTREAM@"; }}
{subroutine}
""")


def lighttpd(variant, settings=""):
    return Proxy("lighttpd", variant, ["lighttpd", "-D", "-f", "@FOLDER@/configuration"], f"""
server.modules = ( "mod_proxy" )
server.document-root = "@FOLDER@"
server.bind = "@HOST@"
server.port = @PORT@
server.errorlog = "@FOLDER@/errors"
{settings}
proxy.server = ( "" => (( "host" => "@HOST@", "port" => @UPSTREAM@ )) )
""")


def squid(variant, settings=""):
    return Proxy("squid", variant, ["squid", "-N", "-f", "@FOLDER@/configuration"], f"""
http_port @HOST@:@PORT@ accel defaultsite=localhost no-vhost
cache_peer @HOST@ parent @UPSTREAM@ 0 no-query originserver name=application
http_access allow all
cache_peer_access application allow all
pid_filename none
access_log none
cache_log @FOLDER@/errors
coredump_dir @FOLDER@
visible_hostname localhost
shutdown_lifetime 0 seconds
{settings}
""")


def caddy(variant, settings="", subdirectives=""):
    return Proxy("caddy", variant, ["caddy", "run", "--config", "@FOLDER@/configuration", "--adapter", "caddyfile"], f"""{{
  admin off
  auto_https off
}}
http://@HOST@:@PORT@ {{
  {settings}
  reverse_proxy @HOST@:@UPSTREAM@ {{
    {subdirectives}
  }}
}}
""", environment={"XDG_DATA_HOME": "@FOLDER@", "XDG_CONFIG_HOME": "@FOLDER@"})


GZIP = "gzip on; gzip_types text/event-stream; gzip_proxied any; gzip_min_length 0;"

PROXIES = [
    nginx("default"),
    nginx("HTTP/1.1 upstream", 'proxy_http_version 1.1; proxy_set_header Connection "";'),
    nginx("buffering off", "proxy_buffering off;"),
    nginx("X-Accel-Buffering: no", prefix="/unbuffered"),
    nginx("buffers of 16k", "proxy_buffer_size 16k; proxy_buffers 8 16k;"),
    nginx("gzip", server=GZIP),
    nginx("gzip, buffering off", "proxy_buffering off;", GZIP),
    apache("default"),
    apache("flushpackets", parameters="flushpackets=on"),
    apache("deflate", "SetOutputFilter DEFLATE", modules=("filter", "deflate")),
    haproxy("default"),
    haproxy("http-no-delay", "option http-no-delay"),
    haproxy("compression", "compression algo gzip\n  compression type text/event-stream"),
    varnish("default"),
    varnish("pass", "sub vcl_recv { return (pass); }"),
    varnish("do_stream = false", "sub vcl_backend_response { set beresp.do_stream = false; }"),
    varnish("do_gzip", "sub vcl_backend_response { set beresp.do_gzip = true; }"),
    lighttpd("default"),
    lighttpd("stream-response-body 1", "server.stream-response-body = 1"),
    lighttpd("stream-response-body 2", "server.stream-response-body = 2"),
    squid("default"),
    squid("no cache", "cache deny all"),
    caddy("default"),
    caddy("encode gzip", "encode gzip"),
    caddy("flush_interval -1", subdirectives="flush_interval -1"),
]
