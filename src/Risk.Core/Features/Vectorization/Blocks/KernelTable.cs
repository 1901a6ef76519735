using Risk.Features.Vectorization.Operations;

namespace Risk.Features.Vectorization;

/// <summary>The compiled form of each operation. All are named here, so that ahead-of-time compilation finds them.</summary>
internal static unsafe class KernelTable
{
    /// <summary>The code of blocks that give features.</summary>
    public static delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> ToFeatures(BlockOperation operation, BlockSteps steps) => operation switch
    {
        BlockOperation.Identity => ToFeatures<IdentityOperation>(steps),
        BlockOperation.Log1p => ToFeatures<HalfByHalf<Log1pOperation>>(steps),
        BlockOperation.Log => ToFeatures<HalfByHalf<LogOperation>>(steps),
        BlockOperation.SignedLog => ToFeatures<HalfByHalf<SignedLogOperation>>(steps),
        BlockOperation.SquareRoot => ToFeatures<SquareRootOperation>(steps),
        BlockOperation.IsMissing => ToFeatures<IsMissingOperation>(steps),
        BlockOperation.IsEqual => ToFeatures<IsEqualOperation>(steps),
        BlockOperation.Bucketize => ToFeatures<BucketizeOperation>(steps),
        BlockOperation.Sum => ToFeatures<SumOperation>(steps),
        BlockOperation.Difference => ToFeatures<DifferenceOperation>(steps),
        BlockOperation.Product => ToFeatures<ProductOperation>(steps),
        _ => ToFeatures<RatioOperation>(steps),
    };

    /// <summary>The code of blocks that fill slots; they always take all steps.</summary>
    public static delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> ToSlots(BlockOperation operation) => operation switch
    {
        BlockOperation.Identity => &BlockKernel.ToSlots<IdentityOperation>,
        BlockOperation.Log1p => &BlockKernel.ToSlots<HalfByHalf<Log1pOperation>>,
        BlockOperation.Log => &BlockKernel.ToSlots<HalfByHalf<LogOperation>>,
        BlockOperation.SignedLog => &BlockKernel.ToSlots<HalfByHalf<SignedLogOperation>>,
        BlockOperation.SquareRoot => &BlockKernel.ToSlots<SquareRootOperation>,
        BlockOperation.IsMissing => &BlockKernel.ToSlots<IsMissingOperation>,
        BlockOperation.IsEqual => &BlockKernel.ToSlots<IsEqualOperation>,
        BlockOperation.Bucketize => &BlockKernel.ToSlots<BucketizeOperation>,
        BlockOperation.Sum => &BlockKernel.ToSlots<SumOperation>,
        BlockOperation.Difference => &BlockKernel.ToSlots<DifferenceOperation>,
        BlockOperation.Product => &BlockKernel.ToSlots<ProductOperation>,
        _ => &BlockKernel.ToSlots<RatioOperation>,
    };

    private static delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> ToFeatures<TOperation>(BlockSteps steps)
        where TOperation : struct, IBlockOperation => steps switch
        {
            BlockSteps.None => &BlockKernel.ToFeatures<TOperation, NoSteps>,
            BlockSteps.Affine => &BlockKernel.ToFeatures<TOperation, AffineStep>,
            BlockSteps.Fill => &BlockKernel.ToFeatures<TOperation, FillStep>,
            _ => &BlockKernel.ToFeatures<TOperation, AllSteps>,
        };
}
