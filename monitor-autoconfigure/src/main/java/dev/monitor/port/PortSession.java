package dev.monitor.port;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

import dev.monitor.listener.Connection;
import dev.monitor.listener.Session;
import org.jspecify.annotations.Nullable;

/**
 * {@link Session} whose first line tells its protocol: an HTTP request, or a command.
 */
public final class PortSession implements Session {

	private final Connection connection;

	private final Supplier<Commands> commands;

	private final Session.Factory http;

	private final SessionLimits limits;

	private @Nullable Session protocol;

	/**
	 * Begin a session.
	 * @param connection the connection, from which nothing was taken yet
	 * @param commands gives the commands, asked for when a client sends one
	 * @param http opens the session of an HTTP request
	 * @param limits what the client may take
	 */
	public PortSession(Connection connection, Supplier<Commands> commands, Session.Factory http, SessionLimits limits) {
		this.connection = connection;
		this.commands = commands;
		this.http = http;
		this.limits = limits;
		connection.expireAfter(limits.idle());
	}

	@Override
	public boolean receive(ByteBuffer bytes, boolean last) {
		if (this.protocol == null) {
			if (FirstLine.isEmpty(bytes)) {
				// before a request it is ignored (RFC 9112, section 2.2)
				FirstLine.take(bytes);
				return true;
			}
			boolean fits = FirstLine.length(bytes) <= this.limits.maxLine();
			if (FirstLine.end(bytes) < 0 && fits && !last) {
				return true;
			}
			this.protocol = (fits && FirstLine.isHttp(bytes)) ? this.http.open(this.connection)
					: new CommandSession(this.connection, this.commands.get(), this.limits);
		}
		return this.protocol.receive(bytes, last);
	}

	@Override
	public boolean expire() {
		return this.protocol != null && this.protocol.expire();
	}

}
