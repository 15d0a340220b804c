package dev.monitor.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * {@link Transport} that encrypts. The handshake happens while the first bytes are read;
 * its arithmetic, about a millisecond, is done at once, so the listener lets only a few
 * do it in each turn.
 */
final class TlsTransport implements Transport {

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final SocketChannel channel;

	private final SSLEngine engine;

	private final ByteBuffer received;

	private final ByteBuffer decrypted;

	private final ByteBuffer encrypted;

	private boolean established;

	private boolean ended;

	TlsTransport(SocketChannel channel, SSLEngine engine) {
		this.channel = channel;
		this.engine = engine;
		this.engine.setUseClientMode(false);
		this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
		this.decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
		this.encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		if (this.ended) {
			// What comes now is thrown away, and the engine may refuse to decrypt it.
			return this.channel.read(target);
		}
		while (!this.decrypted.hasRemaining()) {
			int progress = handshakeOrDecrypt();
			if (progress <= 0) {
				return progress;
			}
		}
		int count = Math.min(target.remaining(), this.decrypted.remaining());
		target.put(this.decrypted.slice().limit(count));
		this.decrypted.position(this.decrypted.position() + count);
		return count;
	}

	/**
	 * Take one step towards decrypted bytes.
	 * @return 1 if there may be more to do, 0 if the network is to be waited for, -1 at
	 * the end
	 */
	private int handshakeOrDecrypt() throws IOException {
		if (!flush()) {
			return 0;
		}
		HandshakeStatus status = this.engine.getHandshakeStatus();
		if (status == HandshakeStatus.NEED_TASK) {
			for (Runnable task = this.engine.getDelegatedTask(); task != null; task = this.engine.getDelegatedTask()) {
				task.run();
			}
			return 1;
		}
		if (status == HandshakeStatus.NEED_WRAP) {
			return (encrypt(NOTHING) == SSLEngineResult.Status.CLOSED) ? -1 : 1;
		}
		return decrypt();
	}

	private int decrypt() throws IOException {
		SSLEngineResult result;
		try {
			result = this.engine.unwrap(this.received.flip(), this.decrypted.clear());
		}
		catch (SSLException ex) {
			sendAlert();
			throw ex;
		}
		finally {
			this.received.compact();
			this.decrypted.flip();
		}
		note(result);
		return switch (result.getStatus()) {
			case OK -> 1;
			case CLOSED -> -1;
			case BUFFER_UNDERFLOW -> Integer.signum(this.channel.read(this.received));
			case BUFFER_OVERFLOW -> throw new SSLException("Record is larger than the session allows");
		};
	}

	@Override
	public boolean write(ByteBuffer source) throws IOException {
		while (flush()) {
			if (!source.hasRemaining()) {
				return true;
			}
			encrypt(source);
		}
		return false;
	}

	@Override
	public boolean end() throws IOException {
		this.engine.closeOutbound();
		while (flush()) {
			if (this.engine.isOutboundDone()) {
				this.channel.shutdownOutput();
				this.ended = true;
				return true;
			}
			encrypt(NOTHING);
		}
		return false;
	}

	@Override
	public boolean isWriting() {
		return this.encrypted.hasRemaining();
	}

	@Override
	public boolean isHandshaking() {
		return !this.established || this.engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
	}

	private void note(SSLEngineResult result) {
		this.established = this.established || result.getHandshakeStatus() == HandshakeStatus.FINISHED;
	}

	private SSLEngineResult.Status encrypt(ByteBuffer source) throws SSLException {
		this.encrypted.clear();
		try {
			SSLEngineResult result = this.engine.wrap(source, this.encrypted);
			note(result);
			// To try again would be an endless loop: only reading could change this.
			if (result.bytesConsumed() + result.bytesProduced() == 0 && !this.engine.isOutboundDone()) {
				throw new SSLException("Client has begun another handshake");
			}
			return result.getStatus();
		}
		finally {
			this.encrypted.flip();
		}
	}

	private boolean flush() throws IOException {
		this.channel.write(this.encrypted);
		return !this.encrypted.hasRemaining();
	}

	private void sendAlert() throws IOException {
		if (this.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
			encrypt(NOTHING);
			flush();
		}
	}

}
