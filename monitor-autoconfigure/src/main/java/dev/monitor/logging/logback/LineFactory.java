package dev.monitor.logging.logback;

import java.io.OutputStream;

import dev.monitor.logging.Line;
import dev.monitor.logging.LineForm;
import dev.monitor.logging.Pool;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/**
 * {@link JsonFactory} that reads JSON and writes {@link LineGenerator lines}.
 */
final class LineFactory extends JsonFactory {

	private static final int END_OF_LINE = 1;

	private final transient Pool<Line> pool;

	private LineFactory(Builder builder) {
		super(builder);
		this.pool = builder.pool;
	}

	@Override
	protected JsonGenerator _createUTF8Generator(ObjectWriteContext writeContext, IOContext ioContext,
			OutputStream out) {
		int features = writeContext.getStreamWriteFeatures(this._streamWriteFeatures);
		return new LineGenerator(writeContext, ioContext, features, this.pool, out);
	}

	/**
	 * Builds the factory.
	 */
	static final class Builder extends JsonFactoryBuilder {

		private final Pool<Line> pool;

		Builder(LineForm form, int maxLineBytes) {
			this.pool = new Pool<>(() -> new Line(form, maxLineBytes - END_OF_LINE));
		}

		@Override
		public LineFactory build() {
			return new LineFactory(this);
		}

	}

}
